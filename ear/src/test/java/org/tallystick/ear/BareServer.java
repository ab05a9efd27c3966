package org.tallystick.ear;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.HttpsURLConnection;
import net.bytebuddy.ByteBuddy;
import org.assertj.core.api.Assertions;
import org.jboss.arquillian.container.test.api.Testable;
import org.jboss.shrinkwrap.api.ArchivePaths;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The provisioned server without the product, for tests that run inside: Arquillian deploys the built EAR with the test
 * class added. To be named before {@code @ArquillianTest}, whose configuration asks for the properties set here.
 *
 * <p>Inside the server this class is only a name on the test class; there is nothing to prepare there.
 */
public final class BareServer implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
        boolean inside = System.getProperty("jboss.server.base.dir") != null;
        if (inside || System.getProperty("arquillian.base") != null) {
            return;
        }
        var home = ServerDirectory.home();
        var base = ServerDirectory.forTests("arquillian");
        ServerDirectory.delete(base);
        ServerDirectory.prepareBare(base);
        openConnector(base.resolve("configuration/standalone.xml"));
        System.setProperty("arquillian.home", home.toString());
        System.setProperty("arquillian.base", base.toString());
        HttpsURLConnection.setDefaultSSLSocketFactory(
                LocalHttp.trustingContext().getSocketFactory());
        HttpsURLConnection.setDefaultHostnameVerifier((host, session) -> true);
        int offset = Ports.next();
        System.setProperty("arquillian.url", "https://localhost:" + (8443 + offset));
        System.setProperty("arquillian.https", Integer.toString(8443 + offset));
        System.setProperty("arquillian.offset", Integer.toString(offset));
        System.setProperty("arquillian.management", Integer.toString(9990 + offset));
    }

    /** Arquillian asks over JMX where the deployment is; the product's configuration has closed that door. */
    private static void openConnector(Path configuration) {
        var anchor = "<expose-expression-model/>";
        try {
            var text = Files.readString(configuration);
            Files.writeString(configuration, text.replace(anchor, anchor + "<remoting-connector/>"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The built EAR, with these test classes in its web module. */
    static EnterpriseArchive earWith(Class<?>... tests) {
        var ear = ShrinkWrap.create(ZipImporter.class, "tallystick.ear")
                .importFrom(ServerDirectory.ear().toFile())
                .as(EnterpriseArchive.class);
        var war = ear.getAsType(WebArchive.class, ArchivePaths.create("web.war"))
                .addClasses(BareServer.class)
                .addClasses(tests);
        ear.addAsModule(Testable.archiveToTest(war));
        return ear.addAsLibraries(jarOf(Assertions.class), jarOf(ByteBuddy.class));
    }

    private static File jarOf(Class<?> type) {
        return new File(type.getProtectionDomain().getCodeSource().getLocation().getPath());
    }
}
