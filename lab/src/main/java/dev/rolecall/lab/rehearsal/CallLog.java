package dev.rolecall.lab.rehearsal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

import dev.rolecall.lab.demo.Phases;
import dev.rolecall.lab.demo.Step;

/** Hears of every call before it is sent, and in which step; a call that is repeated within a step is one entry. */
public final class CallLog implements ExecutionInterceptor, Phases.Listener {
    /** Parameters that name something; none of them can hold a secret. */
    private static final Set<String> NAMING = Set.of("Bucket", "Key", "Prefix", "StackName", "RoleARN", "RoleArn", "RoleName",
            "FunctionName",
            "InstanceId",
            "InstanceIds", "Attribute", "UserName", "InstanceProfileName", "Name", "TemplateURL");

    private final List<Call> calls = new ArrayList<>();
    private Step current = Step.START;

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        String service = String.valueOf(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME));
        String operation = String.valueOf(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
        // The SDK's names; those of three letters are abbreviations.
        add(service.length() == 3 ? service.toUpperCase(Locale.ROOT) : service, operation, parameters(context.request()));
    }

    private synchronized void add(String service, String operation, Map<String, String> parameters) {
        Call call = new Call(current.label(), service, operation, parameters, 1);
        for (int i = 0; i < calls.size(); i++) {
            if (calls.get(i).isSameAs(call)) {
                calls.set(i, calls.get(i).again());
                return;
            }
        }
        calls.add(call);
    }

    private static Map<String, String> parameters(SdkRequest request) {
        Map<String, String> named = new TreeMap<>();
        for (SdkField<?> field : request.sdkFields()) {
            Object value = field.getValueOrDefault(request);
            if (value != null && NAMING.contains(field.memberName()) && !isEmpty(value)) {
                named.put(field.memberName(), value instanceof List<?> list ? words(list) : value.toString());
            }
        }
        return named;
    }

    private static boolean isEmpty(Object value) {
        return value instanceof Collection<?> several && several.isEmpty();
    }

    private static String words(List<?> several) {
        return several.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** What was heard so far, in the order in which it was first heard. */
    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    @Override
    public synchronized void began(Step step) {
        if (step != Step.SYNTH) {
            current = step;
        }
    }

    @Override
    public void ended(Phases.Phase phase) {
        // The next step says where the next call belongs.
    }
}
