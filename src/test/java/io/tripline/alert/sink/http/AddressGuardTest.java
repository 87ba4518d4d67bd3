package io.tripline.alert.sink.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.event.Network;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

    private final AddressGuard guard = new AddressGuard(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "0.0.0.0",
                "10.0.0.1",
                "100.64.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::1",
                "2001::1",
                "2001:db8::1"
            })
    void whatIsNotOfTheInternetIsRefused(String address) throws Exception {
        assertFalse(guard.permits(InetAddress.getByName(address)), address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1.1.1.1", "9.255.255.255", "172.32.0.1", "192.169.0.1", "223.255.255.254", "2606:4700::1111"})
    void whatIsOfTheInternetIsPermitted(String address) throws Exception {
        assertTrue(guard.permits(InetAddress.getByName(address)), address);
    }

    @Test
    void whatConfigurationAllowsIsPermittedAndNothingBesides() throws Exception {
        // Given
        AddressGuard allowing = new AddressGuard(List.of(Network.of("10.1.0.0/16"), Network.of("fd00::/8")));

        // Then
        assertTrue(allowing.permits(InetAddress.getByName("10.1.2.3")));
        assertTrue(allowing.permits(InetAddress.getByName("fd12::1")));
        assertFalse(allowing.permits(InetAddress.getByName("10.2.0.1")));
        assertFalse(allowing.permits(InetAddress.getByName("127.0.0.1")));
    }

    @Test
    void anAddressOfANameIsTakenOnlyIfItIsPermitted() throws Exception {
        // Given a name that leads inside and outside, and one that leads inside
        AddressGuard mixed = new AddressGuard(
                List.of(),
                host -> host.equals("both.example")
                        ? new InetAddress[] {InetAddress.getByName("10.0.0.1"), InetAddress.getByName("1.1.1.1")}
                        : new InetAddress[] {InetAddress.getByName("169.254.169.254")});

        // When
        InetAddress chosen = mixed.address("both.example");
        IOException refused = assertThrows(IOException.class, () -> mixed.address("inside.example"));

        // Then
        assertEquals("1.1.1.1", chosen.getHostAddress());
        assertTrue(String.valueOf(refused.getMessage()).contains("169.254.169.254"), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2130706433", "0x7f.1", "127.1", "017700000001"})
    void otherSpellingsOfAnAddressLeadNowhereElse(String host) {
        assertThrows(IOException.class, () -> guard.address(host));
    }
}
