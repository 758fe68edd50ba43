package dev.rolecall.lab.demo;

import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds in any text what has the shape of an AWS credential. Whether it is one, only STS can tell. */
final class SecretCandidates {
    /** Ids of long-term keys begin with AKIA, of temporary ones with ASIA. */
    private static final Pattern KEY_ID = Pattern.compile("(?<![A-Z0-9])A[KS]IA[A-Z0-9]{16}(?![A-Z0-9])");
    private static final Pattern SECRET = Pattern.compile("(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{40}(?![A-Za-z0-9+/=])");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9+/=_-]{100,}");

    private SecretCandidates() {}

    static Set<String> keyIds(String text) {
        return find(KEY_ID, text);
    }

    static Set<String> secrets(String text) {
        return find(SECRET, text);
    }

    static List<String> sessionTokens(String text) {
        return List.copyOf(find(TOKEN, text));
    }

    private static Set<String> find(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }
}
