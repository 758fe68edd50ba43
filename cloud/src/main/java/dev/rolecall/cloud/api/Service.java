package dev.rolecall.cloud.api;

import java.util.List;

/** An AWS service of the local cloud. */
public interface Service {
    /** The signing name, as in a credential scope. */
    String name();

    List<Operation> operations();
}
