/**
 * How sinks speak HTTP to places that somebody configured. In: an address, headers, a body. Out: the answer's status and the beginning of its
 * text. Names are looked up and {@linkplain io.tripline.alert.sink.http.AddressGuard checked} first, and the connection is made to the address
 * that was checked.
 */
@NullMarked
package io.tripline.alert.sink.http;

import org.jspecify.annotations.NullMarked;
