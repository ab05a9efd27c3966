package org.tallystick.enrolment.service;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
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
    /** A server that is being stopped lets its management wait for minutes, and would itself wait for whoever waits there. */
    private static final long PATIENCE_SECONDS = 20;

    @Resource
    ManagedExecutorService executor;

    /**
     * Loads the key store file again and hands its certificate to the listener.
     *
     * @throws IllegalStateException if the file cannot be read, with the server's reason as cause, or the server does not answer; the
     *     listener then has the certificate it had, or takes the new one late
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
     * @throws IllegalStateException if the file cannot be read, or the server does not answer; the listener then has the authorities it
     *     had, or takes the new ones late
     */
    public void reloadTrust() {
        invoke("key-store", "terminals", "load");
        invoke("trust-manager", "terminals", "init");
        LOG.log(Level.INFO, "The listener for terminals has loaded their authorities");
    }

    private void invoke(String resource, String name, String operation) {
        String what = "The HTTPS listener could not " + operation + " its " + resource + " " + name;
        Future<Object> done = submit(what, () -> {
            var bean = new ObjectName("jboss.as:subsystem=elytron," + resource + "=" + name);
            return ManagementFactory.getPlatformMBeanServer().invoke(bean, operation, new Object[0], new String[0]);
        });
        try {
            done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    what
                            + ": check the files tallystick/tls.p12 and tallystick/terminals.p12 and TALLYSTICK_TLS_PASSWORD",
                    e.getCause());
        } catch (TimeoutException e) {
            done.cancel(true);
            throw new IllegalStateException(
                    what + ": its management does not answer, as while the server starts or stops", e);
        } catch (InterruptedException e) {
            done.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException(what + ": interrupted", e);
        }
    }

    private Future<Object> submit(String what, Callable<Object> operation) {
        try {
            return executor.submit(operation);
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException(what + ": the server stops", e);
        }
    }
}
