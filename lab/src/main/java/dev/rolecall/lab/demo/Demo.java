package dev.rolecall.lab.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

import software.amazon.awssdk.core.sync.RequestBody;

import dev.rolecall.lab.assembly.CloudAssembly;
import dev.rolecall.lab.assembly.StackArtifact;
import dev.rolecall.lab.deploy.AssetPublisher;
import dev.rolecall.lab.deploy.Bucket;
import dev.rolecall.lab.deploy.DeployedStack;
import dev.rolecall.lab.deploy.Parallel;
import dev.rolecall.lab.deploy.Stacks;
import dev.rolecall.lab.target.AwsClients;
import dev.rolecall.lab.target.Target;

/** Deploys the lesson to a target, lets the four workloads read, and looks up what there is to know about their credentials. */
public final class Demo {
    private final Target target;
    private final AwsClients clients;
    private final InstantSource clock;
    private final Phases phases;
    private final ExecutorService executor;
    private final Stacks stacks;

    public Demo(Target target, AwsClients clients, InstantSource clock, Phases phases, ExecutorService executor) {
        this.target = target;
        this.clients = clients;
        this.clock = clock;
        this.phases = phases;
        this.executor = executor;
        this.stacks = new Stacks(clients, target.pace(), clock);
    }

    /** What is deployed, and since when the object is there. */
    public record Stage(Lesson lesson, Instant objectPut) {}

    /** Deploys both stacks, and puts the object in between: by the time the second stack stands, the first one's instance has often read. */
    public Stage deploy(CloudAssembly assembly) throws Exception {
        StackArtifact keyless = assembly.stack(Lesson.KEYLESS);
        StackArtifact accessKey = assembly.stack(Lesson.ACCESS_KEY);
        AssetPublisher publisher = new AssetPublisher(target, clients);
        phases.time(Step.PUBLISH, () -> {
            publisher.publish(assembly, executor);
            return assembly;
        });
        DeployedStack first = phases.time(Step.KEYLESS, () -> stacks.create(keyless, publisher.templateUrl(keyless)));
        Instant put = phases.time(Step.OBJECT, () -> putObject(first));
        DeployedStack second = phases.time(Step.ACCESS_KEY, () -> stacks.create(accessKey, publisher.templateUrl(accessKey)));
        return new Stage(new Lesson(first, second), put);
    }

    /** The four workloads' results, in their order. */
    public List<WorkloadResult> perform(Stage stage) throws Exception {
        Witness witness = new Witness(clients, target.pace(), clock);
        Map<Workload, Evidence> evidence = phases.time(Step.WORKLOADS,
                () -> forEach(workload -> witness.ask(workload, stage.lesson(), stage.objectPut())));
        Principals principals = new Principals(clients);
        SecretSearch search = new SecretSearch(clients);
        return List.copyOf(phases.time(Step.SEARCH, () -> forEach(workload -> {
            Evidence seen = evidence.getOrDefault(workload, Evidence.none(clock.instant(), "NoEvidence", "It was not asked."));
            return new WorkloadResult(workload, seen, principals.arn(workload, stage.lesson(), seen),
                    search.search(workload, stage.lesson(), seen),
                    seen.error().flatMap(Evidence.ErrorSeen::requestId).flatMap(target::explanation));
        })).values());
    }

    /** Deletes what {@link #deploy} made, as on an account that goes on living. */
    public void destroy(Stage stage) throws Exception {
        phases.time(Step.DESTROY, () -> {
            Bucket.empty(clients, Lesson.bucket(stage.lesson().keyless()));
            for (DeployedStack stack : stage.lesson().lastFirst()) {
                stacks.delete(stack);
            }
            return stage;
        });
    }

    private Instant putObject(DeployedStack keyless) {
        clients.s3().putObject(put -> put.bucket(Lesson.bucket(keyless)).key(Lesson.key(keyless)).contentType("text/plain; charset=utf-8"),
                RequestBody.fromBytes(welcome()));
        return clock.instant();
    }

    private static byte[] welcome() {
        try (InputStream text = Objects.requireNonNull(Demo.class.getResourceAsStream("welcome.txt"))) {
            return text.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Question<T> {
        T ask(Workload workload) throws Exception;
    }

    private <T> Map<Workload, T> forEach(Question<T> question) throws InterruptedException {
        Map<Workload, Future<T>> asked = new EnumMap<>(Workload.class);
        for (Workload workload : Workload.values()) {
            asked.put(workload, executor.submit(() -> question.ask(workload)));
        }
        Map<Workload, T> answers = new EnumMap<>(Workload.class);
        for (Map.Entry<Workload, Future<T>> answer : asked.entrySet()) {
            answers.put(answer.getKey(), Parallel.join(answer.getValue()));
        }
        return answers;
    }
}
