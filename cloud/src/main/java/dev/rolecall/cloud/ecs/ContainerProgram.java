package dev.rolecall.cloud.ecs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.rolecall.cloud.program.CopyCommand;
import dev.rolecall.cloud.program.NotEmulatedException;

/** What a container does. No image is pulled here: what two of AWS's public images would do is done by this machine's own Java. */
sealed interface ContainerProgram {

    /** {@code aws s3 cp}, which is interpreted. */
    record Copy(CopyCommand command) implements ContainerProgram {}

    /** The words behind {@code java}, which become a process. */
    record Java(List<String> words) implements ContainerProgram {
        public Java {
            words = List.copyOf(words);
        }
    }

    /** What this local cloud runs, for whoever asked for something else. */
    String KNOWN = "This local cloud pulls no images. It runs public.ecr.aws/aws-cli/aws-cli with s3 cp s3://BUCKET/KEY /PATH, and "
            + "public.ecr.aws/amazoncorretto/amazoncorretto with java … -jar PATH or java … -cp PATHS CLASS.";

    /** The images, by the repositories that AWS documents for them. */
    enum Image {
        AWS_CLI, CORRETTO;

        private static final String VERSION = "(:[\\w.-]+)?(@sha256:[0-9a-f]{64})?";

        static Optional<Image> of(String name) {
            return name.matches("public\\.ecr\\.aws/aws-cli/aws-cli" + VERSION)
                    ? Optional.of(AWS_CLI)
                    : Optional.of(CORRETTO).filter(_ -> name.matches("public\\.ecr\\.aws/amazoncorretto/amazoncorretto" + VERSION));
        }

        boolean runs(String command) {
            return switch (this) {
                case AWS_CLI -> command.matches("(/usr/local/bin/)?aws");
                case CORRETTO -> command.matches("(/usr/bin/)?java");
            };
        }
    }

    /**
     * What a container of a known image does.
     *
     * @throws NotEmulatedException where it is none of what is understood
     */
    static ContainerProgram of(Image image, ContainerDefinition container) {
        List<String> words = new ArrayList<>(container.entryPoint());
        if (words.isEmpty() && image == Image.AWS_CLI) {
            words.add("aws");
        }
        words.addAll(container.command());
        if (words.isEmpty() || !image.runs(words.getFirst())) {
            throw new NotEmulatedException(
                    "the command " + (words.isEmpty() ? "of the image" : words.getFirst()) + " is not run. " + KNOWN);
        }
        List<String> rest = words.subList(1, words.size());
        return switch (image) {
            case AWS_CLI -> new Copy(CopyCommand.of(rest));
            case CORRETTO -> new Java(rest);
        };
    }
}
