package io.tripline.list;

import io.tripline.event.FieldValue;
import io.tripline.event.Network;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Values as they are compared, in bytes: an address is an address and a number sent as one is a number however they are spelled, all
 * else is its text. So a value of an event is looked up once, and a text of a list that spells a number has two keys. Immutable.
 */
final class KeyBytes {

    private static final byte TEXT = 't';
    private static final byte NUMBER = 'n';
    private static final byte ADDRESS = 'a';
    private static final byte NETWORK = 'w';

    private final byte[] bytes;

    /** Of no value. */
    KeyBytes() {
        this(new byte[0]);
    }

    private KeyBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    byte[] bytes() {
        return bytes;
    }

    /** The key of several values in their order: with its length before each, so that none runs into the next. */
    KeyBytes and(byte[] next) {
        int end = bytes.length;
        byte[] both = Arrays.copyOf(bytes, end + 4 + next.length);
        for (int i = 0; i < 4; i++) {
            both[end + i] = (byte) (next.length >>> 8 * i);
        }
        System.arraycopy(next, 0, both, end + 4, next.length);
        return new KeyBytes(both);
    }

    /** By which a value of an event is looked up. Not of null. */
    static byte[] of(FieldValue value, boolean ignoreCase) {
        if (value.isNumber()) {
            return key(NUMBER, value.text());
        }
        byte[] address = value.addressBytes();
        return address == null ? key(TEXT, ignoreCase ? value.folded() : value.text()) : key(ADDRESS, address);
    }

    /** By which a value of a list is found. Not of null. */
    static List<byte[]> all(FieldValue value, boolean ignoreCase) {
        List<byte[]> keys = new ArrayList<>(2);
        keys.add(of(value, ignoreCase));
        if (value.isNumber()) {
            keys.add(key(TEXT, value.text()));
        } else {
            String number = value.numberText();
            if (number != null) {
                keys.add(key(NUMBER, number));
            }
        }
        return keys;
    }

    static byte[] ofNetwork(Network network) {
        return ofNetwork(network.firstAddress(), network.prefixLength());
    }

    /** @param prefix how many bits of the address count */
    static byte[] ofNetwork(byte[] address, int prefix) {
        byte[] key = new byte[address.length + 2];
        key[0] = NETWORK;
        key[1] = (byte) prefix;
        for (int i = 0; i < address.length; i++) {
            int bits = Math.clamp(prefix - 8L * i, 0, 8);
            key[i + 2] = (byte) (address[i] & 0xff << 8 - bits);
        }
        return key;
    }

    private static byte[] key(byte kind, String text) {
        return key(kind, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] key(byte kind, byte[] value) {
        byte[] key = new byte[value.length + 1];
        key[0] = kind;
        System.arraycopy(value, 0, key, 1, value.length);
        return key;
    }
}
