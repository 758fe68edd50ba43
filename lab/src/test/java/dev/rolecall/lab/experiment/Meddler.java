package dev.rolecall.lab.experiment;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Makes an account in which a claim is false: does something before a call is sent, or has it say something else. */
final class Meddler implements ExecutionInterceptor {
    private final String operation;
    private final int which;
    private final UnaryOperator<SdkRequest> act;
    private final AtomicInteger seen = new AtomicInteger();

    private Meddler(String operation, int which, UnaryOperator<SdkRequest> act) {
        this.operation = operation;
        this.which = which;
        this.act = act;
    }

    /** Before the n-th call of an operation. */
    static Meddler before(String operation, int which, Runnable act) {
        return new Meddler(operation, which, request -> {
            act.run();
            return request;
        });
    }

    /** Has the n-th call of an operation say something else. */
    static Meddler changing(String operation, int which, UnaryOperator<SdkRequest> change) {
        return new Meddler(operation, which, change);
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        boolean concerned = operation.equals(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
        return concerned && seen.incrementAndGet() == which ? act.apply(context.request()) : context.request();
    }
}
