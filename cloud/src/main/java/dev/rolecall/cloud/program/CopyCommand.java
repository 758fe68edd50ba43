package dev.rolecall.cloud.program;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code aws s3 cp s3://BUCKET/KEY PATH}, the one command of the AWS CLI that is interpreted.
 *
 * @param quiet whether it says nothing of a copy that was made
 */
public record CopyCommand(String bucket, String key, String path, Optional<String> region, boolean quiet) {
    private static final Set<String> QUIET = Set.of("--only-show-errors", "--quiet");

    /**
     * Reads the words behind {@code aws}.
     *
     * @throws NotEmulatedException for any other command
     */
    public static CopyCommand of(List<String> words) {
        List<String> places = new ArrayList<>();
        Optional<String> region = Optional.empty();
        Iterator<String> rest = words.iterator();
        while (rest.hasNext()) {
            String word = rest.next();
            if (word.equals("--region") && rest.hasNext()) {
                region = Optional.of(rest.next());
            } else if (word.startsWith("--") && !QUIET.contains(word) && !word.equals("--no-progress")) {
                throw new NotEmulatedException("the option " + word + " is not known");
            } else if (!word.startsWith("--")) {
                places.add(word);
            }
        }
        boolean understood = places.size() == 4 && places.get(0).equals("s3") && places.get(1).equals("cp")
                && places.get(2).matches("s3://[^/]+/.+") && places.get(3).startsWith("/");
        if (!understood) {
            throw new NotEmulatedException("only aws s3 cp s3://BUCKET/KEY /PATH is");
        }
        String source = places.get(2).substring("s3://".length());
        int slash = source.indexOf('/');
        return new CopyCommand(source.substring(0, slash), source.substring(slash + 1), places.get(3), region,
                words.stream().anyMatch(QUIET::contains));
    }

    /** The object as the CLI names it. */
    public String source() {
        return "s3://" + bucket + "/" + key;
    }
}
