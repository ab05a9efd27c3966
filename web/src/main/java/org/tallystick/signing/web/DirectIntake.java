package org.tallystick.signing.web;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import jakarta.servlet.ServletContext;
import java.util.List;
import org.tallystick.shared.web.HeadersFilter;
import org.tallystick.signing.service.Sender;
import org.tallystick.signing.service.SigningThreads;

/**
 * Takes bills from the connection before it is the servlets' turn: the bytes are read where they arrive, checked and sealed on the
 * {@link SigningThreads}, and answered by the thread that knows of the commit. Nobody waits in between.
 *
 * <p>It takes what tills send all day: a whole body of an announced, lawful length over https. Everything else about a request that is to
 * be refused or is unusual, from another method to a body in chunks, is the business of {@link ReceiptsServlet} and {@link BatchServlet}
 * and of the filters before them. Both ways end in {@link BillCalls}, so what is said about a bill is the same.
 */
final class DirectIntake implements HttpHandler {
    private static final String ONE = "/api/v1/receipts";
    private static final String BATCH = "/api/v1/receipts/batch";
    private static final int LARGEST_BATCH = 1 << 20;
    private static final long MOST_BYTES = 32L << 20;

    private final HttpHandler servlets;
    private final ServletContext context;
    private final BodyBudget budget = new BodyBudget(MOST_BYTES);

    /**
     * What requests are served with once the application has started.
     *
     * @param headers of every answer
     */
    record Desk(BillCalls calls, SigningThreads threads, List<DirectAnswer.Header> headers) {
        static Desk of(BillCalls calls, SigningThreads threads, boolean production) {
            return new Desk(
                    calls,
                    threads,
                    HeadersFilter.ofProgram(production).entrySet().stream()
                            .map(header -> new DirectAnswer.Header(
                                    HttpString.tryFromString(header.getKey()), header.getValue()))
                            .toList());
        }
    }

    DirectIntake(HttpHandler servlets, ServletContext context) {
        this.servlets = servlets;
        this.context = context;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        String path = exchange.getRelativePath();
        boolean one = ONE.equals(path);
        long length = exchange.getRequestContentLength();
        if ((one || BATCH.equals(path))
                && isPlain(exchange, one ? BillCalls.LARGEST_BILL : LARGEST_BATCH)
                && context.getAttribute(Desk.class.getName()) instanceof Desk desk
                && budget.take(length)) {
            exchange.addExchangeCompleteListener((done, next) -> {
                budget.giveBack(length);
                next.proceed();
            });
            exchange.getRequestReceiver()
                    .receiveFullBytes(
                            (received, body) -> take(received, body, desk, one),
                            (broken, e) -> broken.setStatusCode(StatusCodes.BAD_REQUEST)
                                    .endExchange());
        } else {
            servlets.handleRequest(exchange);
        }
    }

    private static boolean isPlain(HttpServerExchange exchange, int largest) {
        HeaderMap headers = exchange.getRequestHeaders();
        String type = headers.getFirst(Headers.CONTENT_TYPE);
        long length = exchange.getRequestContentLength();
        return Methods.POST.equals(exchange.getRequestMethod())
                && "https".equals(exchange.getRequestScheme())
                && exchange.getQueryString().isEmpty()
                && exchange.getRequestPath().equals(exchange.getRequestURI())
                && length > 0
                && length <= largest
                && type != null
                && RequestBody.isJson(type)
                && !headers.contains(Headers.TRANSFER_ENCODING)
                && !headers.contains(Headers.EXPECT)
                && !headers.contains(Headers.CONTENT_ENCODING);
    }

    private static void take(HttpServerExchange exchange, byte[] body, Desk desk, boolean one) {
        Sender sender = Senders.of(
                exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION),
                exchange.getSourceAddress().getAddress().getHostAddress());
        BillAnswer answer = new DirectAnswer(exchange, desk.headers());
        exchange.dispatch(
                task -> {
                    if (!desk.threads().offer(task)) {
                        desk.calls().refuse(DirectAnswer.tooMany(), answer);
                    }
                },
                () -> work(body, sender, answer, desk, one));
    }

    /** What waited too long was answered meanwhile: the client repeats it, and those behind it shall not wait for that too. */
    private static void work(byte[] body, Sender sender, BillAnswer answer, Desk desk, boolean one) {
        if (!answer.isOpen()) {
            return;
        }
        try {
            if (one) {
                desk.calls().one(body, sender, answer);
            } else {
                desk.calls().batch(body, sender, answer);
            }
        } catch (RuntimeException | Error e) {
            answer.fail(e);
        }
    }
}
