package dev.rolecall.cloud.instance;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

import dev.rolecall.cloud.instance.UserData.CloudConfig;
import dev.rolecall.cloud.instance.UserData.Content;
import dev.rolecall.cloud.instance.UserData.DeclaredFile;
import dev.rolecall.cloud.program.CopyCommand;
import dev.rolecall.cloud.program.NotEmulatedException;

/** Acts out what user data declares, in cloud-init's order: packages named, files written, commands one after another. */
final class Boot {
    private final InstanceFolder folder;
    private final ConsoleLog console;
    private final Acting acting;

    /** What a boot needs of the instance around it. */
    interface Acting {
        void copy(CopyCommand copy) throws IOException;

        void start(String unit) throws IOException;
    }

    Boot(InstanceFolder folder, ConsoleLog console, Acting acting) {
        this.folder = folder;
        this.console = console;
        this.acting = acting;
    }

    void run(UserData userData) {
        switch (userData) {
            case UserData.None none -> console.note("no user data; nothing to start.");
            case UserData.Script script ->
                console.note("the user data is a script. A script is never run here: declare the same as #cloud-config.");
            case UserData.Unknown(String reason) -> console.note("the user data is not acted upon: " + reason + ".");
            case CloudConfig config -> run(config);
        }
    }

    private void run(CloudConfig config) {
        ignored(config.ignored());
        if (!config.packages().isEmpty()) {
            console.note("packages are not emulated, this JVM is there already: " + String.join(", ", config.packages()) + ".");
        }
        for (DeclaredFile file : config.files()) {
            step("write_files " + file.path(), () -> write(file));
        }
        for (Command command : config.commands()) {
            act(command);
        }
        console.note("boot finished.");
    }

    private void ignored(List<String> modules) {
        if (!modules.isEmpty()) {
            console.note("not emulated: " + String.join(", ", modules) + ".");
        }
    }

    private void act(Command command) {
        switch (command) {
            case Command.MakeFolders(List<String> paths) -> step("mkdir -p " + String.join(" ", paths), () -> {
                for (String path : paths) {
                    Files.createDirectories(folder.resolve(path));
                }
            });
            case Command.CopyObject(CopyCommand copy) -> step("aws s3 cp " + copy.source() + " " + copy.path(), () -> acting.copy(copy));
            case Command.ReloadUnits reload -> console.note("systemctl daemon-reload");
            case Command.EnableUnit(String unit) -> console.note("systemctl enable " + unit + " has no effect: there is no second boot.");
            case Command.StartUnit(String unit) -> step("systemctl start " + unit, () -> acting.start(unit));
            case Command.NotEmulated(String text, String reason) -> console.note("not emulated: " + text + " (" + reason + ").");
        }
    }

    private void write(DeclaredFile file) throws IOException {
        switch (file.content()) {
            case Content.Bytes(byte[] value) -> folder.write(file.path(), value, file.mode());
            case Content.Refused(String reason) -> throw new NotEmulatedException(reason);
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    private void step(String name, Step step) {
        try {
            step.run();
            console.note(name);
        } catch (NotEmulatedException e) {
            console.note(name + ": failed: " + e.getMessage() + ".");
        } catch (IOException | RuntimeException e) {
            // One step fails, and the boot goes on, whatever a library says of a file from the template; it may quote a secret.
            console.note(name + ": failed: " + e.getClass().getSimpleName() + ".");
        }
    }
}
