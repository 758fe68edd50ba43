package dev.rolecall.lab.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

import dev.rolecall.lab.LabException;
import dev.rolecall.lab.Undo;
import dev.rolecall.lab.assembly.CloudAssembly;
import dev.rolecall.lab.assembly.StackArtifact;
import dev.rolecall.lab.deploy.DeployedStack;
import dev.rolecall.lab.deploy.Deployment;
import dev.rolecall.lab.deploy.Parallel;
import dev.rolecall.lab.deploy.Stacks;
import dev.rolecall.lab.target.AwsClients;
import dev.rolecall.lab.target.ServiceError;
import dev.rolecall.lab.target.Target;

/** Deploys the lesson to a target, lets the workloads read, and looks up what there is to know about their credentials. */
public final class Demo {
    private static final String NOT_SHOWN = "NotShownHere";

    private final Target target;
    private final AwsClients clients;
    private final InstantSource clock;
    private final Phases phases;
    private final ExecutorService executor;
    private final Deployment deployment;
    private final Undo undo;

    public Demo(Target target, AwsClients clients, InstantSource clock, Phases phases, ExecutorService executor,
            Undo undo) {
        this.target = target;
        this.clients = clients;
        this.clock = clock;
        this.phases = phases;
        this.executor = executor;
        this.deployment = new Deployment(target, clients, new Stacks(clients, target.pace(), clock, undo));
        this.undo = undo;
    }

    /**
     * What is deployed.
     *
     * @param objectPut since when the object is there, and the roles of its stack
     * @param deployed  since when everything is there, the user and the key too
     */
    public record Stage(Instant objectPut, Instant deployed, Lesson lesson) {
        /** Since when the principal of a workload is there. */
        Instant principalMade(Workload workload) {
            return workload.part() == Part.KEYLESS ? objectPut : deployed;
        }

        /** Whether every workload is there. */
        public boolean complete() {
            return lesson.missing().isEmpty();
        }
    }

    /** The stack with roles. */
    public StackArtifact keyless(CloudAssembly assembly) {
        return assembly.stack(Part.KEYLESS.stackId());
    }

    /** Checks that there is room before anything is created. */
    public void requireRoom(CloudAssembly assembly) {
        deployment.requireRoom(assembly);
    }

    /** Names of the stacks that were created here, or may have been. */
    public Set<String> ours() {
        return deployment.ours();
    }

    /**
     * Deploys the stacks, and puts the object after the first: by the time the others stand, its instance has often read.
     *
     * @throws LabException when the assembly lacks one of the two that every lesson has, or a stack cannot be created
     */
    public Stage deploy(CloudAssembly assembly) throws Exception {
        StackArtifact keyless = keyless(assembly);
        StackArtifact accessKey = assembly.stack(Part.ACCESS_KEY.stackId());
        Optional<StackArtifact> task = assembly.find(Part.TASK.stackId());
        phases.time(Step.PUBLISH, () -> {
            deployment.publish(assembly, executor);
            return assembly;
        });
        Map<Part, Deployment.Deployed> deployed = new EnumMap<>(Part.class);
        Deployment.Deployed first = create(Part.KEYLESS, keyless);
        deployed.put(Part.KEYLESS, first);
        Instant put = phases.time(Step.OBJECT, () -> putObject(first.stack()));
        deployed.put(Part.ACCESS_KEY, create(Part.ACCESS_KEY, accessKey));
        if (task.isPresent()) {
            deployed.put(Part.TASK, create(Part.TASK, task.get()));
        }
        return new Stage(put, clock.instant(), LessonReader.read(deployed));
    }

    private Deployment.Deployed create(Part part, StackArtifact stack) throws Exception {
        return phases.time(part.step(), () -> deployment.create(stack));
    }

    /**
     * Has creations fail, one by each stack's name: all are of the second stack's template, which needs the outputs of the first.
     *
     * @return why they failed
     */
    public List<String> fail(CloudAssembly assembly) throws InterruptedException {
        StackArtifact accessKey = assembly.stack(Part.ACCESS_KEY.stackId());
        List<String> reasons = new ArrayList<>();
        for (StackArtifact stack : assembly.stacks()) {
            try {
                deployment.create(accessKey.named(stack.name()));
            } catch (LabException e) {
                reasons.add(e.getMessage());
            }
        }
        return List.copyOf(reasons);
    }

    /** The same read by nobody; empty where there is nothing to read. */
    public Optional<Control> control(Stage stage) throws Exception {
        if (stage.lesson().stack(Part.KEYLESS).isEmpty()) {
            return Optional.empty();
        }
        DeployedStack keyless = stage.lesson().stack(Part.KEYLESS).get();
        return Optional.of(phases.time(Step.CONTROL, () -> Control.ask(clients, Lesson.bucket(keyless), Lesson.key(keyless))));
    }

    /** Who gets their evidence from workloads. */
    public Witness witness() {
        return new Witness(clients, target.machines(clients), target.pace(), clock, undo);
    }

    /** The workloads' results, in their order. */
    public List<WorkloadResult> perform(Stage stage) throws Exception {
        Witness witness = witness();
        Set<Workload> workloads = stage.lesson().workloads();
        Map<Workload, Testimony> told = phases.time(Step.WORKLOADS,
                () -> forEach(workloads, workload -> testimony(witness, workload, stage)));
        Principals principals = new Principals(clients, target.machines(clients));
        SecretSearch search = new SecretSearch(clients, principals, target.pace(), clock);
        return List.copyOf(phases.time(Step.SEARCH, () -> forEach(workloads, workload -> {
            Testimony testimony = Objects.requireNonNull(told.get(workload));
            Evidence seen = testimony.evidence();
            try {
                boolean there = !stage.lesson().missing().containsKey(workload);
                return new WorkloadResult(workload, seen, there ? principals.arn(workload, stage.lesson(), testimony) : Optional.empty(),
                        there ? search.search(workload, stage.lesson(), seen) : List.of(),
                        seen.error().flatMap(Evidence.ErrorSeen::requestId).flatMap(target::explanation), notShown(seen));
            } catch (AwsServiceException refused) {
                return new WorkloadResult(workload, seen, Optional.empty(), List.of(), Optional.empty(),
                        Optional.of("its principal and its secret cannot be looked for: " + words(refused)));
            }
        })).values());
    }

    /** What an endpoint that may lack an operation says of it; on any other target a refused question ends the run. */
    private String words(AwsServiceException refused) {
        if (target.complete()) {
            throw refused;
        }
        return ServiceError.of(refused).message();
    }

    private Testimony testimony(Witness witness, Workload workload, Stage stage) throws InterruptedException {
        String missing = stage.lesson().missing().get(workload);
        if (missing != null) {
            return Testimony.none(Evidence.none(clock.instant(), NOT_SHOWN, missing));
        }
        try {
            return witness.ask(workload, stage.lesson(), stage.objectPut(),
                    stage.principalMade(workload).plus(target.pace().settling()));
        } catch (AwsServiceException refused) {
            return Testimony.none(Evidence.none(clock.instant(), NOT_SHOWN, "The endpoint does not tell: " + words(refused)));
        }
    }

    /** Where not every resource type is known, a workload that came to no decision says something of the target and not of the lesson. */
    private Optional<String> notShown(Evidence seen) {
        return target.complete() || seen.outcome() != Outcome.FAILED
                ? Optional.empty()
                : seen.error().map(error -> inTheMiddle(error.message()));
    }

    /** A sentence that is to follow "because". */
    private static String inTheMiddle(String sentence) {
        return sentence.startsWith("The ") ? "the " + sentence.substring(4) : sentence;
    }

    private Instant putObject(Optional<DeployedStack> keyless) {
        keyless.ifPresent(stack -> {
            PutObjectResponse _ = undo.begin(() -> clients.s3().putObject(
                    put -> put.bucket(Lesson.bucket(stack)).key(Lesson.key(stack)).contentType("text/plain; charset=utf-8"),
                    RequestBody.fromBytes(welcome())));
        });
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

    private <T> Map<Workload, T> forEach(Set<Workload> workloads, Question<T> question) throws InterruptedException {
        Map<Workload, Future<T>> asked = new EnumMap<>(Workload.class);
        for (Workload workload : workloads) {
            asked.put(workload, executor.submit(() -> question.ask(workload)));
        }
        Map<Workload, T> answers = new EnumMap<>(Workload.class);
        for (Map.Entry<Workload, Future<T>> answer : asked.entrySet()) {
            answers.put(answer.getKey(), Parallel.join(answer.getValue()));
        }
        return answers;
    }
}
