package io.tripline.event;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, ::ffff:10.1.2.3",
        "10.0.0.0/8, ::FFFF:0A01:0203",
        "10.0.0.0/8, 0:0:0:0:0:ffff:10.1.2.3",
        "::ffff:10.0.0.0/104, 10.1.2.3",
        "::ffff:0:0/96, 10.1.2.3",
        "10.1.2.3/8, 10.200.0.1",
        "10.1.2.3, ::ffff:10.1.2.3",
        "0.0.0.0/0, 255.255.255.255",
        "FE80::/10, fe80::1%12",
        "fe80::/10, FEBF:0:0:0:0:0:0:1%eth0",
        "::1/128, 0:0:0:0:0:0:0:1",
    })
    void anAddressIsInItsNetworkInAnySpelling(String network, String address) {
        assertTrue(Operator.IN_SUBNET.test(List.of(network)).test(new FieldValue(address)));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 11.0.0.1",
        "10.0.0.0/8, ::ffff:11.0.0.1",
        "10.0.0.0/8, ::10.1.2.3",
        "10.0.0.0/8, 010.1.2.3",
        "10.0.0.0/8, 10.1.2.3:443",
        "10.0.0.0/8, 10.1.2.3%1",
        "10.0.0.0/8, 10.1.2",
        "10.0.0.0/8, 10.1.2.0/24",
        "10.0.0.0/8, ' 10.1.2.3'",
        "::/0, [::1]",
        "::/0, 10.1.2.3",
        "0.0.0.0/0, 1.0",
        "0.0.0.0/0, 0x0a.1.2.3",
        "fe80::/10, fe80::1%",
        "::/0, fe80:::1",
    })
    void whatIsNoAddressOrOutsideIsNot(String network, String text) {
        assertFalse(Operator.IN_SUBNET.test(List.of(network)).test(new FieldValue(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.1.2.3",
                "255.255.255.255",
                "0.0.0.0",
                "256.1.1.1",
                "01.2.3.4",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.a",
                "1.2.3.4%1",
                "1..3.4",
                "\u0661.2.3.4",
                "::ffff:10.1.2.3",
                "2001:DB8::1%eth0",
                "2001:db8::g",
                "",
                "."
            })
    void theBytesOfAnAddressAreThoseOfTheAddress(String text) {
        var address = Network.address(text);

        assertArrayEquals(address == null ? null : address.getBytes(), Network.bytes(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.1/16",
                "10/8",
                "10.0.0.0/33",
                "::/129",
                "10.0.0.0/255.0.0.0",
                "10.0.0.0/08",
                "10.0.0.*",
                "10.0.0.0-10.0.0.9",
                "010.0.0.0/8",
                "fe80::1%12/64",
                "/8",
                "",
                "10.0.0.0/",
                "example.org/8",
                "10.0.0.0/8 ",
            })
    void whatIsNoNetworkIsToldApart(String text) {
        assertNull(Network.parse(text));
    }

    @Test
    void equalAddressesHaveOneText() {
        assertEquals("10.1.2.3", Network.text("::FFFF:0a01:203"));
        assertEquals("::1", Network.text("0000:0000:0000:0000:0000:0000:0000:0001"));
        assertEquals("fe80::1", Network.text("FE80::1%12"));
        assertNull(Network.text("1.0"));
    }
}
