package org.thermargin.guard;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;

/** The compiled main classes of core, and where its sources are. */
final class CoreClasses {
    static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(PackageTable.BASE);

    private CoreClasses() {}

    /** Folder of the module; tests run in it. */
    static Path module() {
        return Path.of("").toAbsolutePath();
    }

    static Path mainSources() {
        return module().resolve("src/main/java");
    }
}
