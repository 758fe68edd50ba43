package dev.rolecall.infra;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/**
 * The CDK app's entry. Synthesises with plain {@code java}, without an account, a network or credentials; the cloud assembly goes to CDK_OUTDIR and context
 * comes in by CDK_CONTEXT_JSON, as the CDK command line does it.
 */
public final class RolecallApp {
    private RolecallApp() {}

    /**
     * Writes the cloud assembly. Exit code 2, with one sentence on standard error, when the context is wrong.
     *
     * @param arguments none are understood
     */
    public static void main(String[] arguments) {
        try {
            // Usage metrics would put a resource into the templates that has nothing to do with the lesson.
            synthesise(new App(AppProps.builder().analyticsReporting(false).build()), System::getenv, InstantSource.system());
        } catch (SettingsException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
        }
    }

    /**
     * Builds the stacks of the lab into the app and synthesises them.
     *
     * @param app its context says which stacks, under which names (see {@link Settings})
     * @param environment CDK_DEFAULT_ACCOUNT, and ROLECALL_READER_JAR: where the functions' jar lies
     * @param clock by which the access key's expiry is set
     * @throws SettingsException with one sentence for people, when the context asks for what cannot or must not be
     */
    public static void synthesise(App app, Function<String, @Nullable String> environment, InstantSource clock) {
        Settings settings = Settings.from(name -> app.getNode().tryGetContext(name),
                Optional.ofNullable(environment.apply("CDK_DEFAULT_ACCOUNT")), clock);
        String jar = environment.apply("ROLECALL_READER_JAR");
        Lab.build(app, settings, Program.jar(Path.of(jar == null ? "functions/target/reader.jar" : jar)));
        app.synth();
    }
}
