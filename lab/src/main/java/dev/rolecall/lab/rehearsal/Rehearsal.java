package dev.rolecall.lab.rehearsal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

import dev.rolecall.lab.demo.Demo;
import dev.rolecall.lab.target.Target;

/** What was heard while a run was played, in words that hold for a real account. */
public final class Rehearsal {
    private Rehearsal() {}

    /**
     * The calls, with what the emulator made up replaced.
     *
     * @param account that was typed, or what stands for one
     * @param region  that was named, or what stands for one
     */
    public static List<Call> calls(CallLog log, Demo.Stage stage, Target played, String account, String region) {
        Names names = new Names(stage, played, account, region);
        return merged(log.calls().stream()
                .map(call -> new Call(call.step(), call.service(), call.operation(), readable(call.parameters(), names), call.times()))
                .toList());
    }

    /** What differs in made up names alone is one call, made several times. */
    private static List<Call> merged(List<Call> calls) {
        List<Call> merged = new ArrayList<>();
        for (Call call : calls) {
            int same = IntStream.range(0, merged.size()).filter(i -> merged.get(i).isSameAs(call)).findFirst().orElse(merged.size());
            if (same < merged.size()) {
                merged.set(same, merged.get(same).again(call.times()));
            } else {
                merged.add(call);
            }
        }
        return List.copyOf(merged);
    }

    private static Map<String, String> readable(Map<String, String> parameters, Names names) {
        Map<String, String> readable = new TreeMap<>();
        parameters.forEach((name, value) -> readable.put(name, names.readable(value)));
        return readable;
    }
}
