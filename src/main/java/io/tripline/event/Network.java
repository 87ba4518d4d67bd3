package io.tripline.event;

import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A network in CIDR notation, and how addresses are read everywhere. IPv4 is four decimal numbers without leading zeros, IPv6
 * any spelling of RFC 4291; an IPv4-mapped address, {@code ::ffff:10.1.2.3}, is the IPv4 address in it.
 */
public final class Network {

    /** An IPv6 address of eight groups, the last two in decimal, with the name of an interface behind it. */
    private static final int LONGEST = 100;

    private static final int LONGEST_QUAD = 15;

    /** Digits between two colons or dots. */
    private static final int LONGEST_PART = 4;

    private static final int MAPPED_BITS = 96;

    private static final IPAddressStringParameters ONE_ADDRESS = parameters();

    private static final Pattern CIDR = Pattern.compile("([0-9A-Fa-f:.]{2,45})(?:/(0|[1-9][0-9]{0,2}))?");

    private final IPAddress block;

    private Network(IPAddress block) {
        this.block = block;
    }

    private static IPAddressStringParameters parameters() {
        IPAddressStringParameters.Builder builder = new IPAddressStringParameters.Builder()
                .allowEmpty(false)
                .setEmptyAsLoopback(false)
                .allowAll(false)
                .allowSingleSegment(false)
                .allowPrefix(false)
                .allowMask(false)
                .allowWildcardedSeparator(false)
                .setRangeOptions(RangeParameters.NO_RANGE)
                // 1.0 is a number, no address
                .allow_inet_aton(false);
        builder.getIPv4AddressParametersBuilder().allowLeadingZeros(false);
        builder.getIPv6AddressParametersBuilder()
                .allowBase85(false)
                .allowBinary(false)
                .getEmbeddedIPv4AddressParametersBuilder()
                .allowLeadingZeros(false);
        return builder.toParams();
    }

    /**
     * An address is the network of itself; bits behind the prefix do not count.
     *
     * @throws IllegalArgumentException with a sentence for the rule's author
     */
    public static Network of(String text) {
        Network network = parse(text);
        if (network == null) {
            throw new IllegalArgumentException("not an IPv4 or IPv6 network in CIDR notation, as 10.1.0.0/16: " + text);
        }
        return network;
    }

    /** The same; null where the text is no network. */
    public static @Nullable Network parse(String text) {
        Matcher cidr = CIDR.matcher(text);
        if (!cidr.matches()) {
            return null;
        }
        IPAddress written = read(cidr.group(1));
        if (written == null) {
            return null;
        }
        int bits = cidr.group(2) == null ? written.getBitCount() : Integer.parseInt(cidr.group(2));
        if (bits > written.getBitCount()) {
            return null;
        }
        IPAddress address = mapped(written);
        boolean isMapped = address.getBitCount() != written.getBitCount();
        if (isMapped && bits < MAPPED_BITS) {
            return new Network(written.toPrefixBlock(bits));
        }
        return new Network(address.toPrefixBlock(isMapped ? bits - MAPPED_BITS : bits));
    }

    /** Whether a text is one address. */
    public static boolean isAddress(String text) {
        return address(text) != null;
    }

    /** The one text of the address that a text spells; null where it spells none. Equal addresses have equal texts. */
    public static @Nullable String text(String text) {
        IPAddress address = address(text);
        return address == null ? null : address.toCanonicalString();
    }

    /** Whether a text is a network with its prefix. */
    public static boolean isPrefixed(String text) {
        return text.indexOf('/') >= 0 && parse(text) != null;
    }

    /** How many bits its addresses have in common. */
    public int prefixLength() {
        Integer bits = block.getPrefixLength();
        return bits == null ? block.getBitCount() : bits;
    }

    /** Its first address, 4 or 16 bytes. */
    public byte[] firstAddress() {
        return block.getLower().getBytes();
    }

    /** Whether a text spells one of its addresses. */
    public boolean contains(String text) {
        IPAddress address = address(text);
        return address != null && contains(address);
    }

    boolean contains(IPAddress address) {
        return block.contains(address);
    }

    /** The address that a text spells, without its zone; null where it spells none. Never asks a name server. */
    static @Nullable IPAddress address(String text) {
        if (text.length() > LONGEST || !mayBeAddress(text)) {
            return null;
        }
        int zone = text.indexOf('%');
        IPAddress address = read(zone < 0 ? text : text.substring(0, zone));
        return address == null || zone >= 0 && address.isIPv4() ? null : mapped(address);
    }

    /** The bytes of the address that a text spells, 4 or 16; null where it spells none. */
    static byte @Nullable [] bytes(String text) {
        if (text.indexOf(':') < 0) {
            return text.length() <= LONGEST_QUAD && mayBeAddress(text) ? quad(text) : null;
        }
        IPAddress address = address(text);
        return address == null ? null : address.getBytes();
    }

    /** @param text a dotted quad */
    private static byte[] quad(String text) {
        byte[] bytes = new byte[4];
        int part = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                part++;
            } else {
                bytes[part] = (byte) (bytes[part] * 10 + c - '0');
            }
        }
        return bytes;
    }

    /** Spares the parser nearly all texts: to find out that one is no address costs it an exception. */
    private static boolean mayBeAddress(String text) {
        int dots = 0;
        int colons = 0;
        boolean shortened = false;
        int part = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                return isIpv6(dots, colons, shortened) && i + 1 < text.length();
            }
            if (c == '.' || c == ':') {
                dots += c == '.' ? 1 : 0;
                colons += c == ':' ? 1 : 0;
                shortened |= c == ':' && part == 0 && i > 0;
                part = 0;
            } else if (Character.digit(c, 16) < 0 || c > 'f' || ++part > LONGEST_PART) {
                return false;
            }
        }
        return colons == 0 ? dots == 3 && isDottedQuad(text) : isIpv6(dots, colons, shortened);
    }

    private static boolean isIpv6(int dots, int colons, boolean shortened) {
        return dots == 0 ? shortened || colons == 7 : dots == 3 && (shortened || colons == 6);
    }

    /** @param text three dots, and hexadecimal digits around them */
    private static boolean isDottedQuad(String text) {
        int part = 0;
        int length = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == '.') {
                if (length == 0 || part > 255) {
                    return false;
                }
                part = 0;
                length = 0;
            } else {
                int digit = Character.digit(text.charAt(i), 10);
                if (digit < 0 || length > 0 && part == 0) {
                    return false;
                }
                part = part * 10 + digit;
                length++;
            }
        }
        return true;
    }

    private static @Nullable IPAddress read(String text) {
        return new IPAddressString(text, ONE_ADDRESS).getAddress();
    }

    private static IPAddress mapped(IPAddress address) {
        return address.isIPv6() && address.toIPv6().isIPv4Mapped()
                ? address.toIPv6().getEmbeddedIPv4Address()
                : address;
    }
}
