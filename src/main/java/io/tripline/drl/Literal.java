package io.tripline.drl;

import java.math.BigDecimal;

/** A constant in DRL; unescaped here. */
public sealed interface Literal {

    record Text(String value) implements Literal {}

    record Number(BigDecimal value) implements Literal {}
}
