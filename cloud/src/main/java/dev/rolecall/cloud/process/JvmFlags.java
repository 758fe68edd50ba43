package dev.rolecall.cloud.process;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Which JVM flags of a template are honoured. A flag can name a command to run, a library to load or a file to overwrite
 * ({@code -XX:OnOutOfMemoryError}, {@code -agentpath}, {@code -Xlog:…:file=}), so only those that tune memory, collector and compiler pass.
 */
public final class JvmFlags {
    private static final Pattern ALLOWED = Pattern.compile("-Xm[sxn]\\d+[kKmMgG]?|-Xss\\d+[kKmM]?|-Xshare:(auto|on|off)|-Xint|-Xcomp"
            + "|-XX:[+-](Use\\w*GC|TieredCompilation|UseStringDeduplication|UseCompactObjectHeaders|ExitOnOutOfMemoryError)"
            + "|-XX:(TieredStopAtLevel|ActiveProcessorCount|(Min|Max|Initial)RAMPercentage|MaxMetaspaceSize|ReservedCodeCacheSize)"
            + "=\\d+(\\.\\d+)?[kKmMgG]?"
            + "|--enable-native-access=[\\w.,-]+|-D[\\w.-]+(=.*)?");

    private JvmFlags() {}

    /** Whether a flag passes. */
    public static boolean allowed(String flag) {
        return ALLOWED.matcher(flag).matches();
    }

    /** The flags of a list that do not pass, in order. */
    public static List<String> refused(List<String> flags) {
        return flags.stream().filter(flag -> !allowed(flag)).toList();
    }
}
