package dev.rolecall.iam;

/** How an operator compares, apart from negation; see {@code reference_policies_elements_condition_operators}. */
enum Comparison {
    STRING_EQUALS("stringequals", "stringnotequals"), //
    STRING_EQUALS_IGNORE_CASE("stringequalsignorecase", "stringnotequalsignorecase"), //
    STRING_LIKE("stringlike", "stringnotlike"), //
    NUMERIC_EQUALS("numericequals", "numericnotequals"), //
    NUMERIC_LESS_THAN("numericlessthan"), //
    NUMERIC_LESS_THAN_EQUALS("numericlessthanequals"), //
    NUMERIC_GREATER_THAN("numericgreaterthan"), //
    NUMERIC_GREATER_THAN_EQUALS("numericgreaterthanequals"), //
    DATE_EQUALS("dateequals", "datenotequals"), //
    DATE_LESS_THAN("datelessthan"), //
    DATE_LESS_THAN_EQUALS("datelessthanequals"), //
    DATE_GREATER_THAN("dategreaterthan"), //
    DATE_GREATER_THAN_EQUALS("dategreaterthanequals"), //
    BOOL("bool"), //
    BINARY_EQUALS("binaryequals"), //
    IP_ADDRESS("ipaddress", "notipaddress"), //
    ARN_EQUALS("arnequals", "arnnotequals"), //
    ARN_LIKE("arnlike", "arnnotlike"), //
    NULL("null");

    private static final String NONE = "";

    private final String operator;
    private final String negated;

    Comparison(String operator) {
        this(operator, NONE);
    }

    Comparison(String operator, String negated) {
        this.operator = operator;
        this.negated = negated;
    }

    boolean isCalled(String lowerCaseName) {
        return operator.equals(lowerCaseName);
    }

    boolean isNegatedBy(String lowerCaseName) {
        return !negated.equals(NONE) && negated.equals(lowerCaseName);
    }

    boolean isOfDates() {
        return switch (this) {
            case DATE_EQUALS, DATE_LESS_THAN, DATE_LESS_THAN_EQUALS, DATE_GREATER_THAN, DATE_GREATER_THAN_EQUALS -> true;
            default -> false;
        };
    }

    WantedValue compile(String value, LanguageVersion version) {
        return switch (this) {
            case STRING_EQUALS -> StringValues.equal(value, version);
            case STRING_EQUALS_IGNORE_CASE -> StringValues.equalIgnoringCase(value, version);
            case BOOL -> StringValues.bool(value, version);
            case STRING_LIKE -> StringValues.like(value, version);
            case NUMERIC_EQUALS -> OrderedValues.number(value, sign -> sign == 0);
            case NUMERIC_LESS_THAN -> OrderedValues.number(value, sign -> sign < 0);
            case NUMERIC_LESS_THAN_EQUALS -> OrderedValues.number(value, sign -> sign <= 0);
            case NUMERIC_GREATER_THAN -> OrderedValues.number(value, sign -> sign > 0);
            case NUMERIC_GREATER_THAN_EQUALS -> OrderedValues.number(value, sign -> sign >= 0);
            case DATE_EQUALS -> OrderedValues.date(value, sign -> sign == 0);
            case DATE_LESS_THAN -> OrderedValues.date(value, sign -> sign < 0);
            case DATE_LESS_THAN_EQUALS -> OrderedValues.date(value, sign -> sign <= 0);
            case DATE_GREATER_THAN -> OrderedValues.date(value, sign -> sign > 0);
            case DATE_GREATER_THAN_EQUALS -> OrderedValues.date(value, sign -> sign >= 0);
            case BINARY_EQUALS -> BinaryValues.equal(value);
            case IP_ADDRESS -> AddressRange.compile(value);
            case ARN_EQUALS, ARN_LIKE -> ArnValues.like(value, version);
            // Null asks for the key, not for its values.
            case NULL -> WantedValue.nothing();
        };
    }
}
