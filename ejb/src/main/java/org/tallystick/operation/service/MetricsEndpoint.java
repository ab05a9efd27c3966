package org.tallystick.operation.service;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jboss.as.server.CurrentServiceContainer;
import org.jboss.as.server.mgmt.domain.ExtensibleHttpManagement;
import org.jboss.msc.service.ServiceController;
import org.jboss.msc.service.ServiceName;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /metrics} on the management port, beside the server's own {@code /health}: reached from this machine alone, without a
 * password. The server's own metrics know nothing of the application, and a registry that is filled beforehand would show what was true
 * some time ago; so this hangs a handler of its own where the server's extensions hang theirs.
 *
 * <p>One scrape at a time: while the database is slow, those who ask meanwhile are told 503 instead of waiting in line.
 */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
@PermitAll
public class MetricsEndpoint {
    private static final Logger LOG = Logger.getLogger(MetricsEndpoint.class.getName());
    private static final String CONTEXT = "metrics";
    private static final ServiceName MANAGEMENT = ServiceName.parse("org.wildfly.management.http.extensible");

    private final AtomicBoolean busy = new AtomicBoolean();
    private @Nullable ExtensibleHttpManagement management;

    @Inject
    Metrics metrics;

    @Resource
    ContextService contexts;

    @PostConstruct
    @SuppressWarnings(
            "deprecation") // the service is there before any deployment: its value does not have to be waited for
    void start() {
        ServiceController<?> service =
                CurrentServiceContainer.getServiceContainer().getService(MANAGEMENT);
        if (service == null || !(service.getValue() instanceof ExtensibleHttpManagement found)) {
            LOG.warning("The server has no management port: /metrics is not served");
            return;
        }
        // The management's threads know nothing of the application; they borrow this one's class loader and names.
        Function<String, Metrics.Exposition> expose = contexts.contextualFunction(metrics::expose);
        HttpHandler handler = exchange -> answer(exchange, expose);
        found.addManagementHandler(CONTEXT, false, new BlockingHandler(handler));
        management = found;
    }

    @PreDestroy
    void stop() {
        if (management != null) {
            management.removeContext(CONTEXT);
        }
    }

    private void answer(HttpServerExchange exchange, Function<String, Metrics.Exposition> expose) {
        if (!exchange.getRequestMethod().equals(Methods.GET)) {
            exchange.getResponseHeaders().put(Headers.ALLOW, Methods.GET_STRING);
            exchange.setStatusCode(StatusCodes.METHOD_NOT_ALLOWED);
        } else if (!busy.compareAndSet(false, true)) {
            exchange.setStatusCode(StatusCodes.SERVICE_UNAVAILABLE);
        } else {
            try {
                String accept = exchange.getRequestHeaders().getFirst(Headers.ACCEPT);
                send(exchange, expose.apply(accept == null ? "" : accept));
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "The metrics could not be put together", e);
                exchange.setStatusCode(StatusCodes.INTERNAL_SERVER_ERROR);
            } finally {
                busy.set(false);
            }
        }
    }

    private static void send(HttpServerExchange exchange, Metrics.Exposition exposition) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, exposition.contentType());
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        exchange.getResponseSender().send(ByteBuffer.wrap(exposition.text()));
    }
}
