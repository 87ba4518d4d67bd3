package io.tripline.config;

/**
 * Where a PostgreSQL server is, and which of its schemas is a store's.
 *
 * @param url of the driver, {@code jdbc:postgresql://host/database}
 * @param user empty: as the operating system's user, or as the url says
 * @param password empty: none, or as the url or the password file says
 * @param schema made where it is missing
 */
public record PostgresAddress(String url, String user, String password, String schema) {

    /** Nothing of it needs quotes. */
    private static final String SCHEMAS = "[a-z_][a-z0-9_]{0,62}";

    private static final String URLS = "jdbc:postgresql:";

    /** @throws IllegalArgumentException it is none: the message says why */
    public PostgresAddress {
        if (!url.startsWith(URLS)) {
            throw new IllegalArgumentException("an address starts with " + URLS + "//");
        }
        if (!schema.matches(SCHEMAS)) {
            throw new IllegalArgumentException(
                    "a schema's name is of a to z, 0 to 9 and _, and starts with no digit: " + schema);
        }
    }

    /** Without what follows the database's name, where a password may be. */
    @Override
    public String toString() {
        int end = url.indexOf('?');
        return (end < 0 ? url : url.substring(0, end)) + ", schema " + schema;
    }
}
