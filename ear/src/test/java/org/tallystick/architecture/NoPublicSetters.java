package org.tallystick.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

final class NoPublicSetters extends ArchCondition<JavaClass> {
    NoPublicSetters() {
        super("have no public setters");
    }

    @Override
    public void check(JavaClass entity, ConditionEvents events) {
        entity.getMethods().stream()
                .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(method -> method.getName().matches("set[A-Z].*"))
                .forEach(method -> events.add(SimpleConditionEvent.violated(method, method.getDescription())));
    }
}
