package dev.rolecall.cloud.instance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.rolecall.cloud.api.RoleCredentials;
import dev.rolecall.cloud.metadata.InstanceIdentity;
import dev.rolecall.cloud.metadata.InstanceProfile;
import dev.rolecall.cloud.metadata.MetadataOptions;
import dev.rolecall.cloud.metadata.MetadataService;
import dev.rolecall.cloud.process.Folders;
import dev.rolecall.cloud.process.JavaCommand;
import dev.rolecall.cloud.process.Processes;
import dev.rolecall.cloud.process.Site;
import dev.rolecall.cloud.program.CopyCommand;
import dev.rolecall.cloud.program.JavaProgram;
import dev.rolecall.cloud.program.NotEmulatedException;
import dev.rolecall.cloud.program.ObjectCopy;

/** A running instance. Its processes see its own folder and its own metadata service, and nothing of this machine's environment. */
public final class Instance implements AutoCloseable {
    private final InstanceFolder folder;
    private final MetadataService metadata;
    private final Site site;
    private final Processes processes;
    private final ConsoleLog console;
    private final List<ServiceUnit> services = new ArrayList<>();
    private Optional<Thread> boot = Optional.empty();
    private boolean closed;

    private Instance(InstanceFolder folder, MetadataService metadata, Site site, Processes processes) {
        this.folder = folder;
        this.metadata = metadata;
        this.site = site;
        this.processes = processes;
        this.console = new ConsoleLog(site.clock());
    }

    /**
     * Starts an instance: its folder and metadata service are there on return, its user data is acted out on a thread of its own.
     *
     * @param userData decoded
     * @throws UncheckedIOException when its folder or a port cannot be had
     */
    public static Instance start(InstanceIdentity identity, MetadataOptions options, Optional<byte[]> userData,
            Optional<InstanceProfile> profile, RoleCredentials roles, Site site, Processes processes) {
        try {
            Path root = site.instances().resolve(identity.instanceId());
            Files.createDirectories(root.resolve("root"));
            Files.createDirectories(root.resolve("tmp"));
            MetadataService metadata = MetadataService.start(identity, options, userData, profile, roles, site);
            Instance instance = new Instance(new InstanceFolder(root), metadata, site, processes);
            instance.console.note("instance " + identity.instanceId() + " boots, emulated by the local cloud.");
            instance.begin(userData);
            return instance;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What its console shows. */
    public ConsoleLog console() {
        return console;
    }

    /** Its metadata service. */
    public MetadataService metadata() {
        return metadata;
    }

    /** Stops its processes and its metadata service, and removes its folder. */
    @Override
    public void close() {
        stop();
        Folders.remove(folder.root());
    }

    /** Stops its processes and its metadata service. Its folder stays for when it is started again. */
    public void stop() {
        List<ServiceUnit> started;
        Optional<Thread> booting;
        synchronized (this) {
            closed = true;
            started = List.copyOf(services);
            booting = boot;
        }
        started.forEach(ServiceUnit::close);
        metadata.close();
        booting.ifPresent(Instance::breakOff);
    }

    private synchronized void begin(Optional<byte[]> userData) {
        boot = Optional.of(Thread.ofVirtual().name("boot " + folder.root().getFileName()).start(() -> boot(userData)));
    }

    /** A boot that goes on would write into a folder that is being removed, or left to another process. */
    private static void breakOff(Thread boot) {
        boot.interrupt();
        try {
            boot.join(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void boot(Optional<byte[]> userData) {
        new Boot(folder, console, new Boot.Acting() {
            @Override
            public void copy(CopyCommand copy) throws IOException {
                ObjectCopy.run(copy, OwnCredentials.find(folder, metadata.endpoint()), folder, site);
            }

            @Override
            public void start(String unit) throws IOException {
                startUnit(unit);
            }
        }).run(UserData.parse(userData));
    }

    private void startUnit(String name) throws IOException {
        Path file = folder.resolve("/etc/systemd/system/" + name);
        if (!Files.isRegularFile(file)) {
            throw new NotEmulatedException("Unit " + name + " not found");
        }
        Unit unit = Unit.parse(Files.readString(file));
        JavaProgram program = unit.program(folder);
        JavaCommand command = command(unit, program);
        if (!unit.toConsole()) {
            console.note("the output of " + name + " stays in its journal, which is not emulated.");
        }
        synchronized (this) {
            if (!closed) {
                services.add(ServiceUnit.start(name, unit, command, processes, console));
            }
        }
    }

    private JavaCommand command(Unit unit, JavaProgram program) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("LANG", "C.UTF-8");
        environment.put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin");
        environment.put("HOME", unit.dynamicUser() ? "/" : "/root");
        environment.putAll(unit.environment());
        folder.locate(environment);
        environment.put("AWS_ENDPOINT_URL", site.endpoint().get().toString());
        environment.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", metadata.endpoint().toString());
        Path home = Path.of(environment.getOrDefault("HOME", folder.root().toString()));
        Path work = folder.resolve(unit.workingDirectory());
        return new JavaCommand(program.flags(), program.program(), environment, home, Files.isDirectory(work) ? work : folder.root(),
                folder.resolve("/tmp"));
    }
}
