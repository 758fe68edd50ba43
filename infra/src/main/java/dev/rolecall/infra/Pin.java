package dev.rolecall.infra;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The networks outside the lab from which the user's key works.
 *
 * @param networks CIDR blocks, in the order given; AWS compares them with the public address that a request comes from
 */
record Pin(List<String> networks) {
    /** So many of the longest still fit into IAM's quota for a user's inline policies. */
    private static final int MOST = 8;
    /** Wider than the largest blocks that registries hand on, and no longer somebody's network. */
    private static final int WIDEST_IPV4 = 8;
    private static final int WIDEST_IPV6 = 16;
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
    private static final Pattern BLOCK = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-fA-F:]{2,39})/(\\d{1,3})");

    static Pin parse(String text) {
        List<String> networks = COMMA.splitAsStream(text).map(Pin::network).distinct().toList();
        if (networks.isEmpty() || networks.size() > MOST) {
            throw new SettingsException("The context value pin is 1 to " + MOST + " networks, not " + networks.size() + ".");
        }
        return new Pin(networks);
    }

    private static String network(String text) {
        Matcher block = BLOCK.matcher(text);
        if (!block.matches()) {
            throw noNetwork(text);
        }
        InetAddress address = address(text, block.group(1));
        boolean four = address instanceof Inet4Address;
        int length = Integer.parseInt(block.group(2));
        if (length > (four ? 32 : 128)) {
            throw noNetwork(text);
        }
        if (length < (four ? WIDEST_IPV4 : WIDEST_IPV6)) {
            throw new SettingsException("The context value pin keeps nobody out with \"" + text + "\": a network of IPv4 is /" + WIDEST_IPV4
                    + " or narrower, one of IPv6 /" + WIDEST_IPV6 + ".");
        }
        if (!isPublic(address)) {
            throw new SettingsException("The context value pin has \"" + text
                    + "\", from where AWS sees no request come: it takes the public address of your network.");
        }
        return address.getHostAddress() + "/" + length;
    }

    /** Never asks a name server: only literals are understood. Java makes IPv4 of an IPv6 literal that holds it, with another meaning of the length. */
    private static InetAddress address(String network, String literal) {
        try {
            InetAddress address = InetAddress.ofLiteral(literal);
            if (address instanceof Inet4Address && literal.contains(":")) {
                throw noNetwork(network);
            }
            return address;
        } catch (IllegalArgumentException wrong) {
            throw noNetwork(network);
        }
    }

    private static boolean isPublic(InetAddress address) {
        boolean uniqueLocal = !(address instanceof Inet4Address) && (address.getAddress()[0] & 0xfe) == 0xfc;
        return !(uniqueLocal || address.isSiteLocalAddress() || address.isLoopbackAddress() || address.isLinkLocalAddress()
                || address.isAnyLocalAddress() || address.isMulticastAddress());
    }

    private static SettingsException noNetwork(String text) {
        return new SettingsException(
                "The context value pin is networks like 203.0.113.7/32 or 2001:db8::/64, separated by commas, not \"" + text + "\".");
    }
}
