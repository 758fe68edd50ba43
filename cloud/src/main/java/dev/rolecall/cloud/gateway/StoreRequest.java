package dev.rolecall.cloud.gateway;

import java.lang.reflect.Proxy;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

import dev.rolecall.cloud.s3.ObjectStore;
import dev.rolecall.cloud.s3.S3Request;
import dev.rolecall.cloud.sigv4.UriEncoding;

/**
 * A request as S3Proxy's handler reads it: the few methods of the servlet interface that it calls; any other is unsupported.
 * The transfer's own headers are gone, its content is as stored.
 */
final class StoreRequest extends HttpServletRequestWrapper {
    private static final HttpServletRequest UNSUPPORTED = (HttpServletRequest) Proxy.newProxyInstance(StoreRequest.class.getClassLoader(),
            new Class<?>[]{HttpServletRequest.class}, (proxy, method, arguments) -> {
                throw new UnsupportedOperationException(method.getName());
            });

    /** S3 encrypts with keys of its own, or of the account's; how the store keeps its bytes is nobody's business. */
    private static final String ENCRYPTION = "x-amz-server-side-encryption";

    private final S3Request request;
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    StoreRequest(S3Request request) {
        super(UNSUPPORTED);
        this.request = request;
        request.http().headers().forEach((name, values) -> {
            if (!ObjectStore.isTransfer(name) && !name.equalsIgnoreCase(ENCRYPTION)) {
                headers.put(name, List.of(String.join(",", values)));
            }
        });
        request.http().header("x-amz-decoded-content-length").ifPresent(length -> headers.put("content-length", List.of(length)));
        // What the store copies must be what the policies were asked about, however each would read the header.
        headers.remove("x-amz-copy-source");
        request.copySource().ifPresent(source -> headers.put("x-amz-copy-source", List.of(source.path())));
        request.http().header("content-encoding").map(StoreRequest::withoutChunking)
                .ifPresent(encoding -> headers.put("content-encoding", encoding.isEmpty() ? List.of() : List.of(encoding)));
    }

    private static String withoutChunking(String contentEncoding) {
        return contentEncoding.replaceAll("(?i)aws-chunked\\s*,?\\s*", "").strip();
    }

    private Stream<String> names() {
        return request.query().keySet().stream().filter(name -> !isHidden(name));
    }

    /** What the signature needs, the version that every object has, and what S3 passes over. */
    private static boolean isHidden(String parameter) {
        return parameter.startsWith("X-Amz-") || parameter.equals("versionId") || S3Request.isUnheeded(parameter);
    }

    @Override
    public String getMethod() {
        return request.http().method();
    }

    @Override
    public String getRequestURI() {
        return request.address().path();
    }

    @Override
    public StringBuffer getRequestURL() {
        return new StringBuffer("http://").append(request.http().header("host").orElse("localhost")).append(request.address().path());
    }

    @Override
    public @Nullable String getQueryString() {
        String query = String.join("&", names().map(name -> UriEncoding.component(name) + "="
                + UriEncoding.component(request.query().getOrDefault(name, ""))).toList());
        return query.isEmpty() ? null : query;
    }

    @Override
    public @Nullable String getParameter(String name) {
        return isHidden(name) ? null : request.query().get(name);
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(names().toList());
    }

    @Override
    public @Nullable String getHeader(String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        return values.isEmpty() ? null : values.getFirst();
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return Collections.enumeration(headers.getOrDefault(name, List.of()));
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(headers.keySet());
    }

    @Override
    public long getDateHeader(String name) {
        String value = getHeader(name);
        if (value == null) {
            return -1;
        }
        try {
            return ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT)).toInstant().toEpochMilli();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("The header " + name + " is not a date.", e);
        }
    }

    @Override
    public long getContentLengthLong() {
        String value = getHeader("content-length");
        return value == null ? -1 : Long.parseLong(value);
    }

    @Override
    public @Nullable String getContentType() {
        return getHeader("content-type");
    }
}
