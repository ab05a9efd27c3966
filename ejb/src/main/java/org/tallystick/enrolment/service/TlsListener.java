package org.tallystick.enrolment.service;

import jakarta.enterprise.context.ApplicationScoped;
import java.lang.management.ManagementFactory;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The server's HTTPS listener, seen from the application that issues its certificate.
 *
 * <p>The listener's key store is the file {@code tallystick/tls.p12} below the server's data directory (PKCS #12,
 * password from {@code TALLYSTICK_TLS_PASSWORD}). Whoever has replaced that file calls {@link #reload()}; the next
 * handshake then shows the new certificate, while connections that stand keep theirs. Nothing is restarted.
 *
 * <p>The server offers its management operations inside the process as MBeans of the domain {@code jboss.as}. That is
 * the one way that needs neither a network port nor a password, and that is there however the server was started.
 */
@ApplicationScoped
public class TlsListener {
    private static final Logger LOG = Logger.getLogger(TlsListener.class.getName());

    /**
     * Loads the key store file again and hands its certificate to the listener.
     *
     * @throws IllegalStateException if the file cannot be read, with the server's reason as cause; the listener keeps
     *     the certificate it had
     */
    public void reload() {
        invoke("key-store", "tallystick", "load");
        invoke("key-manager", "tallystick", "init");
        LOG.log(Level.INFO, "The HTTPS listener has loaded its certificate");
    }

    /**
     * Loads the authorities again under which terminals prove themselves at their listener: the file
     * {@code tallystick/terminals.p12}, same password.
     *
     * @throws IllegalStateException if the file cannot be read; the listener keeps the authorities it had
     */
    public void reloadTrust() {
        invoke("key-store", "terminals", "load");
        invoke("trust-manager", "terminals", "init");
        LOG.log(Level.INFO, "The listener for terminals has loaded their authorities");
    }

    private static void invoke(String resource, String name, String operation) {
        try {
            var bean = new ObjectName("jboss.as:subsystem=elytron," + resource + "=" + name);
            ManagementFactory.getPlatformMBeanServer().invoke(bean, operation, new Object[0], new String[0]);
        } catch (JMException e) {
            throw new IllegalStateException(
                    "The HTTPS listener could not " + operation + " its " + resource + " " + name
                            + ": check the files tallystick/tls.p12 and tallystick/terminals.p12 and"
                            + " TALLYSTICK_TLS_PASSWORD",
                    e);
        }
    }
}
