package org.tallystick.work.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;
import org.tallystick.work.service.LongWork;

/** The kinds of long work that there are. */
@ApplicationScoped
class Kinds {
    @Inject
    @Any
    Instance<LongWork> kinds;

    Optional<LongWork> named(String name) {
        return kinds.stream().filter(kind -> kind.kind().equals(name)).findFirst();
    }
}
