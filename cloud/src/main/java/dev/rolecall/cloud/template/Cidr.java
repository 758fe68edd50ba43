package dev.rolecall.cloud.template;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** An IPv4 block. */
record Cidr(long address, int prefix) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");

    static Cidr of(String text) {
        MatchResult match = FORM.matcher(text).results().filter(found -> found.group().equals(text)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text + " is not an IPv4 block"));
        long address = IntStream.rangeClosed(1, 4).mapToLong(i -> Long.parseLong(match.group(i)))
                .reduce(0, (all, octet) -> octet > 255 ? -1L << 40 : (all << 8) + octet);
        int prefix = Integer.parseInt(match.group(5));
        if (address < 0 || prefix > 32) {
            throw new IllegalArgumentException(text + " is not an IPv4 block");
        }
        return new Cidr(address, prefix);
    }

    /** The first {@code count} blocks within this one that leave {@code hostBits} bits for hosts. */
    List<String> blocks(int count, int hostBits) {
        if (count < 1 || count > 256 || hostBits < 1 || hostBits > 32 - prefix || ((long) count << hostBits) > (1L << (32 - prefix))) {
            throw new IllegalArgumentException(count + " blocks with " + hostBits + " host bits do not fit into /" + prefix);
        }
        return IntStream.range(0, count).mapToLong(i -> address + ((long) i << hostBits))
                .mapToObj(at -> "%d.%d.%d.%d/%d".formatted((at >> 24) & 255, (at >> 16) & 255, (at >> 8) & 255, at & 255, 32 - hostBits))
                .toList();
    }
}
