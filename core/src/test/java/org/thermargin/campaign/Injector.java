package org.thermargin.campaign;

import java.nio.file.Path;
import java.util.Set;

/**
 * One way in which the files of a case go wrong.
 *
 * @param name what it does, with the role it does it to
 * @param hazards hazards whose findings count as having noticed it
 * @param action spoils the files of the base in the folder
 */
record Injector(String name, Set<String> hazards, Action action) {
    /** Spoils files. */
    @FunctionalInterface
    interface Action {
        void spoil(Path folder, BaseCase base) throws Exception;
    }

    static Injector of(String name, String hazards, Action action) {
        return new Injector(name, Set.of(hazards.split(" ")), action);
    }
}
