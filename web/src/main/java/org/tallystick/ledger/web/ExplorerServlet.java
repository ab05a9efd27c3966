package org.tallystick.ledger.web;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tallystick.ledger.service.LedgerExplorer;
import org.tallystick.ledger.service.LogState;
import org.tallystick.shared.web.ReadOnlyServlet;

/**
 * {@code /explorer}: the logs; {@code /explorer/<acquirer>/<quarter>}: one of them, and the comparison of two sizes;
 * {@code …/<index>}: an entry with its proof. Not below {@code /ledger}, where files of fixed formats are.
 */
@WebServlet({"/explorer", "/explorer/*"})
public class ExplorerServlet extends ReadOnlyServlet {
    private static final long serialVersionUID = 1L;
    private static final Pattern PATH = Pattern.compile("(/[^/]+/[^/]+)(?:/(0|[1-9]\\d{0,15}))?/?");
    private static final Pattern INDEX = Pattern.compile("[\\d,\\s]{1,24}");

    @Inject
    private transient LedgerExplorer explorer;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String path = request.getPathInfo() == null ? "/" : request.getPathInfo();
        if (path.equals("/")) {
            search(request, response);
            return;
        }
        Matcher parts = PATH.matcher(path);
        Optional<LogState> log = parts.matches() ? explorer.log("/ledger" + parts.group(1)) : Optional.empty();
        if (log.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if (parts.group(2) == null) {
            ExplorerView.show(request, log.get());
            request.getRequestDispatcher("/WEB-INF/pages/explorer-log.xhtml").forward(request, response);
        } else {
            showEntry(request, response, log.get(), Long.parseLong(parts.group(2)));
        }
    }

    private void showEntry(HttpServletRequest request, HttpServletResponse response, LogState log, long index)
            throws ServletException, IOException {
        ExplorerView.show(request, log);
        var entry = explorer.entry(log, index, ExplorerView.digest(request));
        if (entry.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            ExplorerView.showBeyond(request, log);
            request.getRequestDispatcher("/WEB-INF/pages/explorer-log.xhtml").forward(request, response);
            return;
        }
        ExplorerEntryView.show(request, entry.get());
        request.getRequestDispatcher("/WEB-INF/pages/explorer-entry.xhtml").forward(request, response);
    }

    /** An index leads to its page; what is about a receipt is looked up elsewhere and comes back if there is none. */
    private void search(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        String sought = ExplorerView.text(request, "q");
        boolean byIndex = ExplorerView.text(request, "by").equals("index");
        if (sought.isEmpty()
                || request.getParameter("none") != null
                || byIndex && indexPage(request).isEmpty()) {
            request.getRequestDispatcher("/WEB-INF/pages/explorer.xhtml").forward(request, response);
            return;
        }
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader(
                "Location",
                byIndex
                        ? indexPage(request).orElseThrow()
                        : "/explorer/receipt?q=" + URLEncoder.encode(sought, StandardCharsets.UTF_8));
    }

    private Optional<String> indexPage(HttpServletRequest request) {
        String sought = ExplorerView.text(request, "q");
        String index = sought.replaceAll("[,\\s]", "");
        if (!INDEX.matcher(sought).matches() || index.isEmpty() || index.length() > 16) {
            return Optional.empty();
        }
        return explorer.log("/ledger/" + ExplorerView.text(request, "log"))
                .map(log -> ExplorerView.link(log) + "/" + Long.parseLong(index));
    }
}
