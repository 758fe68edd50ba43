package dev.rolecall.cloud.template;

import java.util.Optional;

/** Where parameters of the type {@code AWS::SSM::Parameter::Value<…>} are looked up. */
@FunctionalInterface
public interface ParameterStore {
    /** The value of a Systems Manager parameter; empty where there is none. */
    Optional<String> value(String name);
}
