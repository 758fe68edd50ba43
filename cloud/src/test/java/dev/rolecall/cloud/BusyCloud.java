package dev.rolecall.cloud;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

import dev.rolecall.cloud.ecs.LessonTask;
import dev.rolecall.cloud.process.TestJar;

/**
 * A program: a local cloud with an instance whose program and its child will not end, with a function that waits for work, and with a task
 * that goes on. It says where its folder is, then what the program says of its child; after that it ends when its input does.
 */
final class BusyCloud {
    private static final String STUBBORN = """
            public class Stubborn {
                public static void main(String[] arguments) throws Exception {
                    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                        while (true) { try { Thread.sleep(60_000); } catch (InterruptedException e) { } }
                    }));
                    if (arguments.length == 0) {
                        Process child = new ProcessBuilder(ProcessHandle.current().info().command().get(), "-cp",
                                System.getProperty("java.class.path"), "Stubborn", "child").redirectErrorStream(true).start();
                        System.out.println(child.inputReader().readLine());
                    } else {
                        System.out.println("child " + ProcessHandle.current().pid());
                    }
                    Thread.sleep(600_000);
                }
            }
            """;
    private static final String HANDLER = """
            public class Quick implements com.amazonaws.services.lambda.runtime.RequestHandler<String, String> {
                public String handleRequest(String in, com.amazonaws.services.lambda.runtime.Context context) {
                    return in;
                }
            }
            """;
    private static final String WAITING = """
            public class Waiting {
                public static void main(String[] arguments) throws Exception {
                    System.out.println("waiting");
                    Thread.sleep(600_000);
                }
            }
            """;
    private static final String SERVES = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
             "Principal": {"Service": "lambda.amazonaws.com"}}]}""";

    private BusyCloud() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path sources = Path.of(arguments[0]);
        // The folder is made by the test class's cloud and removed by nobody else, should this process be killed.
        Path[] folder = new Path[1];
        try (TestCloud cloud = new TestCloud(options -> {
            folder[0] = options.directory();
            return options.inTemporary(options.directory());
        })) {
            function(cloud, TestJar.of(sources, "Quick", HANDLER));
            task(cloud, sources);
            String child = instance(cloud, TestJar.of(sources, "Stubborn", STUBBORN));
            System.out.println(folder[0]);
            System.out.println(child);
            System.in.transferTo(System.err);
        }
    }

    private static void function(TestCloud cloud, Path jar) throws IOException {
        SdkBytes code = SdkBytes.fromByteArray(Files.readAllBytes(jar));
        try (IamClient iam = cloud.iam(); LambdaClient lambda = cloud.lambda(cloud.administrator())) {
            String role = iam.createRole(request -> request.roleName("Worker").assumeRolePolicyDocument(SERVES)).role().arn();
            lambda.createFunction(request -> request.functionName("quick").runtime("java25").handler("Quick").role(role).timeout(20)
                    .code(zip -> zip.zipFile(code)));
            lambda.invoke(request -> request.functionName("quick").payload(SdkBytes.fromUtf8String("\"work\"")));
        }
    }

    private static void task(TestCloud cloud, Path sources) throws IOException {
        LessonTask lesson = LessonTask.deploy(cloud, sources);
        Task task = lesson.run(lesson.define(TestJar.of(sources, "Waiting", WAITING), _ -> {}));
        lesson.awaitLog(task, "run", List.of("waiting")::equals);
    }

    private static String instance(TestCloud cloud, Path jar) throws IOException, InterruptedException {
        String text = """
                #cloud-config
                write_files:
                  - path: /opt/program.jar
                    encoding: b64
                    content: %s
                  - path: /etc/systemd/system/program.service
                    content: |
                      [Service]
                      ExecStart=/usr/bin/java -Xmx32m -jar /opt/program.jar
                      StandardOutput=journal+console
                runcmd:
                  - [systemctl, daemon-reload]
                  - [systemctl, enable, --now, program.service]
                """.formatted(Base64.getEncoder().encodeToString(Files.readAllBytes(jar)));
        String userData = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        try (Ec2Client ec2 = cloud.ec2(cloud.administrator())) {
            String id = ec2.runInstances(request -> request.imageId("ami-0123456789abcdef0").minCount(1).maxCount(1).userData(userData))
                    .instances().getFirst().instanceId();
            while (true) {
                String output = ec2.getConsoleOutput(request -> request.instanceId(id).latest(true)).output();
                String console = output == null ? "" : new String(Base64.getMimeDecoder().decode(output), StandardCharsets.UTF_8);
                int child = console.indexOf("child ");
                if (child >= 0 && console.indexOf('\n', child) > 0) {
                    return console.substring(child + "child ".length(), console.indexOf('\n', child)).strip();
                }
                Thread.sleep(20);
            }
        }
    }
}
