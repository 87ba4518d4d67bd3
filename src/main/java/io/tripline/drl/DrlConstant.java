package io.tripline.drl;

import java.math.BigDecimal;

/** A constant in DRL; unescaped here. */
public sealed interface DrlConstant {

    record Text(String value) implements DrlConstant {}

    record Number(BigDecimal value) implements DrlConstant {}
}
