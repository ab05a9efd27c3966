package org.tallystick.shared.web;

import jakarta.servlet.annotation.WebServlet;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the classes of this module answer, by their annotations. */
final class ServedPaths {
    private static final java.nio.file.Path CLASSES = java.nio.file.Path.of("target/classes");

    private ServedPaths() {}

    /** Methods and paths below {@code /api}: of the resources, and of the servlets, which take POST. */
    static Set<String> ofInterface() throws Exception {
        Set<String> served = new TreeSet<>();
        for (Class<?> type : classes()) {
            Path path = type.getAnnotation(Path.class);
            if (path != null) {
                Arrays.stream(type.getMethods())
                        .flatMap(method -> operations(path.value(), method))
                        .forEach(served::add);
            }
        }
        servletPatterns().stream()
                .filter(pattern -> pattern.startsWith("/api/"))
                .forEach(pattern -> served.add("POST " + pattern));
        return served;
    }

    static Set<String> servletPatterns() throws Exception {
        return classes().stream()
                .map(type -> type.getAnnotation(WebServlet.class))
                .filter(servlet -> servlet != null)
                .flatMap(servlet -> Stream.concat(Arrays.stream(servlet.value()), Arrays.stream(servlet.urlPatterns())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> operations(String classPath, Method method) {
        Path own = method.getAnnotation(Path.class);
        String base = ApiApplication.class.getAnnotation(ApplicationPath.class).value();
        String path = base + classPath + (own == null ? "" : "/" + own.value());
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .filter(type -> type.isAnnotationPresent(HttpMethod.class))
                .map(type -> type.getAnnotation(HttpMethod.class).value() + " " + path);
    }

    private static List<Class<?>> classes() throws IOException, ClassNotFoundException {
        List<Class<?>> classes = new ArrayList<>();
        try (Stream<java.nio.file.Path> files = Files.walk(CLASSES)) {
            for (var file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                String name = CLASSES.relativize(file).toString().replace('/', '.');
                classes.add(Class.forName(
                        name.substring(0, name.length() - ".class".length()),
                        false,
                        ServedPaths.class.getClassLoader()));
            }
        }
        return classes;
    }
}
