package dev.rolecall.iam;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/**
 * A request and the policies that have a say in it, layer by layer; each policy is a list of statements.
 *
 * @param policies statements of each policy of a layer; a layer that is not there has none
 */
record Scene(AccessRequest request, Map<Layer, List<List<Drawn>>> policies, Function<PolicyDocument, String> text) {

    /** A statement: its effect, who it is about ({@code Principal} or {@code NotPrincipal}), and the rest of its JSON. */
    record Drawn(Effect effect, String principal, boolean spared, String rest) {
        Drawn as(Effect other) {
            return new Drawn(other, principal, spared, rest);
        }

        String json(Layer layer) {
            boolean named = layer == Layer.RESOURCE || layer == Layer.TRUST;
            String who = named ? "\"" + (spared && effect == Effect.DENY ? "NotPrincipal" : "Principal") + "\":" + principal + "," : "";
            return "{\"Effect\":\"" + effect.text() + "\"," + who + rest + "}";
        }
    }

    Principal principal() {
        return request.principal();
    }

    Decision decide() {
        return Evaluator.evaluate(request,
                new PolicySet(documents(Layer.IDENTITY), first(Layer.BOUNDARY), first(Layer.SESSION).stream().toList(),
                        first(Layer.RESOURCE)));
    }

    /** With one more statement, in the first policy of the layer. Trust policies are not drawn: their statements go to the resource. */
    Scene with(Layer layer, Drawn statement) {
        Layer known = layer == Layer.TRUST ? Layer.RESOURCE : layer;
        List<List<Drawn>> changed = new ArrayList<>(policies.getOrDefault(known, List.of()));
        List<Drawn> first = new ArrayList<>(changed.isEmpty() ? List.of() : changed.removeFirst());
        first.add(statement);
        changed.addFirst(first);
        return with(known, changed);
    }

    Scene without(Layer layer) {
        return with(layer, List.of());
    }

    Scene shuffled(Random random) {
        Scene shuffled = this;
        for (Map.Entry<Layer, List<List<Drawn>>> entry : policies.entrySet()) {
            List<List<Drawn>> order = new ArrayList<>();
            for (List<Drawn> statements : entry.getValue()) {
                List<Drawn> changed = new ArrayList<>(statements);
                Collections.shuffle(changed, random);
                order.add(changed);
            }
            Collections.shuffle(order, random);
            shuffled = shuffled.with(entry.getKey(), order);
        }
        return shuffled;
    }

    /** With every document read from another text. */
    Scene rewritten(Function<PolicyDocument, String> other) {
        return new Scene(request, policies, other);
    }

    private Scene with(Layer layer, List<List<Drawn>> changed) {
        Map<Layer, List<List<Drawn>>> all = new EnumMap<>(policies);
        all.put(layer, changed);
        return new Scene(request, all, text);
    }

    private Optional<NamedPolicy> first(Layer layer) {
        return documents(layer).stream().findFirst();
    }

    private List<NamedPolicy> documents(Layer layer) {
        return policies.getOrDefault(layer, List.of()).stream().map(statements -> document(layer, statements)).toList();
    }

    private NamedPolicy document(Layer layer, List<Drawn> statements) {
        PolicyKind kind = layer == Layer.RESOURCE ? PolicyKind.RESOURCE : PolicyKind.IDENTITY;
        String json = "{\"Version\":\"2012-10-17\",\"Statement\":["
                + String.join(",", statements.stream().map(one -> one.json(layer)).toList()) + "]}";
        return new NamedPolicy(layer.text(), PolicyDocument.parse(text.apply(PolicyDocument.parse(json, kind)), kind));
    }
}
