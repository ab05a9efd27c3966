package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What hardening.cli, listeners.cli and standalone.conf promise, asked of the running server from outside. */
class ServerHardeningIT {
    private static ServerProcess server;

    @BeforeAll
    static void start() {
        server = TestShop.server();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/wildfly-services",
                "/console",
                "/h2-console",
                "/management",
                "/health",
                "/metrics",
                "/WEB-INF/web.xml",
                "/META-INF/MANIFEST.MF",
                "/nothing.jsp"
            })
    void nothingIsServedThere(String path) throws IOException {
        assertThat(LocalHttp.get(server.url(path)).statusCode()).isEqualTo(404);
    }

    @Test
    void answersDoNotNameTheServer() throws IOException {
        var headers = LocalHttp.get(server.url("/api/v1/platform")).headers();

        assertThat(headers.map()).doesNotContainKeys("server", "x-powered-by");
    }

    @Test
    void traceIsRefused() throws IOException {
        var request = HttpRequest.newBuilder(server.url("/api/v1/platform"))
                .method("TRACE", HttpRequest.BodyPublishers.noBody());

        assertThat(LocalHttp.send(request).statusCode()).isEqualTo(405);
    }

    @Test
    void aHeaderLargerThanSixteenKibibytesIsRefused() throws IOException {
        assertThat(raw("GET /api/v1/platform HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(17_000) + "\r\n\r\n"))
                .doesNotStartWith("HTTP/1.1 2");
    }

    @Test
    void moreThanSixtyFourHeadersAreRefused() throws IOException {
        assertThat(raw("GET /api/v1/platform HTTP/1.1\r\nHost: localhost\r\n" + "X: y\r\n".repeat(70) + "\r\n"))
                .doesNotStartWith("HTTP/1.1 2");
    }

    @Test
    void aLengthBesideChunksIsRefused() throws IOException {
        assertThat(raw("POST /api/v1/receipts HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    void anEncodedSlashIsNoSlash() throws IOException {
        assertThat(LocalHttp.get(server.url("/api/v1%2Fplatform")).statusCode()).isIn(400, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1", "TLSv1.1"})
    void oldProtocolsAreRefused(String protocol) {
        Assertions.assertThatThrownBy(() -> handshake(new String[] {protocol}, null))
                .isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void tls12WithoutAuthenticatedEncryptionIsRefused() {
        Assertions.assertThatThrownBy(() ->
                        handshake(new String[] {"TLSv1.2"}, new String[] {"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"}))
                .isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void tls12And13AreSpoken() throws IOException {
        assertThat(handshake(new String[] {"TLSv1.2"}, null)).contains("_GCM_");
        assertThat(handshake(new String[] {"TLSv1.3"}, null)).startsWith("TLS_AES_");
    }

    @Test
    void managementListensOnLoopbackOnly() throws IOException {
        var port = server.port(9990);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            assertThat(socket.isConnected()).isTrue();
        }
        for (var address : addressesOfThisHost()) {
            Assertions.assertThatThrownBy(() -> new Socket(address, port).close())
                    .as("management on %s", address)
                    .isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void whatIsDroppedIntoTheFolderLaterIsNotRun() throws IOException {
        var scanner =
                Pattern.compile("<deployment-scanner [^>]*scan-interval=\"\\$\\{env\\.TALLYSTICK_SCAN_INTERVAL:0}\"");

        assertThat(configuration()).containsPattern(scanner);
    }

    @Test
    void noConnectorForRemoteCallsIsConfigured() throws IOException {
        var doors = List.of(
                "<remoting-connector", "<http-connector", "<http-invoker", "<ajp-listener", "domain:iiop", "ExampleDS");

        assertThat(doors).filteredOn(configuration()::contains).isEmpty();
    }

    @Test
    void theWebConsoleIsNotThere() throws IOException {
        var console = URI.create("http://localhost:" + server.port(9990) + "/console/index.html");

        assertThat(LocalHttp.get(console).statusCode()).isIn(403, 404);
    }

    @Test
    void filesAreForTheServersUserOnly() throws IOException {
        try (var files = Files.list(server.data())) {
            assertThat(files.filter(file -> !file.endsWith("README")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .as(file.toString())
                            .endsWith("------"));
        }
    }

    @Test
    void gadgetsAreNotDeserialised() throws IOException {
        var line = Files.readString(Path.of("/proc", Long.toString(server.pid()), "cmdline"), StandardCharsets.UTF_8)
                .replace('\0', '\n');

        assertThat(line).contains("-Djdk.serialFilter=", "maxdepth=128", "!org.apache.commons.**", "!java.rmi.**");
        assertThat(line).contains("-XX:+DisableAttachMechanism", "-XX:+ExitOnOutOfMemoryError");
    }

    private static String configuration() throws IOException {
        return Files.readString(server.base().resolve("configuration/standalone.xml"));
    }

    private static List<InetAddress> addressesOfThisHost() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .toList();
    }

    private static String raw(String request) throws IOException {
        try (var socket = LocalHttp.trustingContext().getSocketFactory().createSocket("localhost", server.port(8443))) {
            socket.setSoTimeout(15_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readNBytes(16), StandardCharsets.US_ASCII);
        }
    }

    private static String handshake(String[] protocols, String[] suites) throws IOException {
        var factory = LocalHttp.trustingContext().getSocketFactory();
        try (var socket = (SSLSocket) factory.createSocket("localhost", server.port(8443))) {
            socket.setEnabledProtocols(protocols);
            if (suites != null) {
                socket.setEnabledCipherSuites(suites);
            }
            socket.startHandshake();
            return socket.getSession().getCipherSuite();
        }
    }
}
