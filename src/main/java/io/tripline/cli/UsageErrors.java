package io.tripline.cli;

import io.tripline.problem.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, in our own words: what it is, and what was probably meant. */
final class UsageErrors {

    /** Verbs of the launcher alone. */
    private static final List<String> LAUNCHER = List.of("verify", "build");

    private UsageErrors() {}

    /**
     * Ends a verb that was called wrongly.
     *
     * @param spec null where the verb does not run from a command line: then somebody else looks at what is given
     */
    static void wrongIf(@Nullable CommandSpec spec, boolean isWrong, String message) {
        if (isWrong && spec != null) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }

    /** One line. */
    static String text(ParameterException e) {
        CommandSpec spec = e.getCommandLine().getCommandSpec();
        return switch (e) {
            case UnmatchedArgumentException unmatched ->
                unmatched(unmatched.getUnmatched().getFirst(), spec);
            case MissingParameterException missing -> missing(missing, spec);
            default -> given(e);
        };
    }

    private static String unmatched(String argument, CommandSpec spec) {
        if (argument.startsWith("-") && argument.length() > 1) {
            String name = argument.split("=", 2)[0];
            return "unknown option '" + name + "'" + suggestion(name, options(spec));
        }
        if (spec.parent() == null) {
            List<String> verbs = new ArrayList<>(verbs(spec));
            verbs.addAll(LAUNCHER);
            return "unknown verb '" + argument + "'" + suggestion(argument, verbs);
        }
        return "one argument too many: '" + argument + "'";
    }

    static List<String> verbs(CommandSpec program) {
        return List.copyOf(program.subcommands().keySet());
    }

    private static List<String> options(CommandSpec spec) {
        return spec.options().stream()
                .flatMap(option -> List.of(option.names()).stream())
                .toList();
    }

    /** Empty where nothing is near. */
    static String suggestion(String written, List<String> known) {
        String near = Spelling.suggestion(written, known);
        return near == null ? "" : "; " + near;
    }

    /** What is missing is most likely there, and misspelt, where there is an option that nobody knows. */
    private static String missing(MissingParameterException e, CommandSpec spec) {
        for (String argument : e.getCommandLine().getUnmatchedArguments()) {
            if (argument.startsWith("-") && argument.length() > 1) {
                return unmatched(argument, spec);
            }
        }
        ArgSpec first = e.getMissing().isEmpty() ? null : e.getMissing().getFirst();
        if (first instanceof OptionSpec option && isWithoutValue(e)) {
            return option.longestName() + " needs a value: " + option.longestName() + " " + option.paramLabel();
        }
        return e.getMissing().stream().map(UsageErrors::name).collect(Collectors.joining(" and "))
                + (e.getMissing().size() > 1 ? " are missing" : " is missing");
    }

    /** The option is there and what it takes is not: of both cases picocli tells only in words. */
    private static boolean isWithoutValue(MissingParameterException e) {
        return String.valueOf(e.getMessage()).contains("parameter for option");
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? option.longestName() + " " + option.paramLabel()
                : argument.paramLabel();
    }

    /** A value that an argument does not take, or any other complaint as picocli has it. */
    private static String given(ParameterException e) {
        @Nullable ArgSpec argument = e.getArgSpec();
        String value = e.getValue();
        if (argument != null && value != null && argument.type().isEnum()) {
            List<String> known = new ArrayList<>();
            argument.completionCandidates().forEach(known::add);
            String near = Spelling.suggestion(value, known);
            return "'" + value + "' is no " + argument.paramLabel() + "; "
                    + (near == null ? "there are: " + String.join(", ", known) : near);
        }
        if (argument != null && value != null && argument.type().equals(Integer.class)) {
            return name(argument) + ": '" + value + "' is no whole number";
        }
        String message = String.valueOf(e.getMessage());
        boolean sentence = message.length() > 1 && Character.isLowerCase(message.charAt(1));
        return sentence ? message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1) : message;
    }
}
