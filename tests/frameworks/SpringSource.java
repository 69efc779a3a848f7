// SPDX-License-Identifier: Apache-2.0
// Parses the Java that `cspkit convert` writes for Spring with the JDK's own compiler, and compares the header values in it
// with the policy. Usage: java SpringSource.java CSPKIT. Exit status 1 where one differs.
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

public class SpringSource {
  static String run(List<String> words) throws Exception {
    Process process = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String text = new String(process.getInputStream().readAllBytes(), "UTF-8");
    if (process.waitFor() != 0) throw new Exception("exit status " + process.exitValue() + " of " + words);
    return text;
  }

  /** The value of a constant expression, with {nonce} for the attribute. */
  static String value(ExpressionTree tree) {
    if (tree instanceof LiteralTree literal) return String.valueOf(literal.getValue());
    if (tree instanceof BinaryTree sum) return value(sum.getLeftOperand()) + value(sum.getRightOperand());
    if (tree.toString().equals("request.getAttribute(\"cspNonce\")")) return "{nonce}";
    return "?" + tree;
  }

  static Map<String, String> headers(String text) throws Exception {
    var diagnostics = new DiagnosticCollector<JavaFileObject>();
    var file = new SimpleJavaFileObject(URI.create("string:///ContentSecurityPolicyConfig.java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignored) {
        return text;
      }
    };
    var task = (JavacTask) ToolProvider.getSystemJavaCompiler().getTask(null, null, diagnostics, null, null, List.of(file));
    Map<String, String> found = new TreeMap<>();
    for (var unit : task.parse()) {
      new TreeScanner<Void, Void>() {
        void keep(List<? extends ExpressionTree> arguments) {
          if (arguments.size() == 2) found.put(value(arguments.get(0)), value(arguments.get(1)));
        }

        @Override
        public Void visitNewClass(NewClassTree tree, Void nothing) {
          if (tree.getIdentifier().toString().equals("StaticHeadersWriter")) keep(tree.getArguments());
          return super.visitNewClass(tree, nothing);
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree tree, Void nothing) {
          if (tree.getMethodSelect().toString().equals("response.setHeader")) keep(tree.getArguments());
          return super.visitMethodInvocation(tree, nothing);
        }
      }.scan(unit, null);
    }
    for (var diagnostic : diagnostics.getDiagnostics()) {
      if (diagnostic.getKind() == Diagnostic.Kind.ERROR) throw new Exception(diagnostic.toString());
    }
    return found;
  }

  public static void main(String[] arguments) throws Exception {
    List<String> policies = new ArrayList<>();
    for (String line : run(List.of("python3", arguments[1], "--lines", "60")).split("\n")) policies.add(line);
    int failures = 0;
    for (int number = 0; number < policies.size(); ++number) {
      Map<String, String> asked = new TreeMap<>();
      List<String> words = new ArrayList<>(List.of(arguments[0], "convert", "--to", "spring"));
      if (number % 3 != 1) {
        asked.put("Content-Security-Policy", policies.get(number));
        words.add("--policy=" + policies.get(number));
      }
      if (number % 3 != 0) {
        asked.put("Content-Security-Policy-Report-Only", policies.get(number));
        words.add("--report-only=" + policies.get(number));
      }
      Map<String, String> sent = headers(run(words));
      if (sent.equals(asked)) continue;
      ++failures;
      System.out.println("case " + number + "\n    asked " + asked + "\n    sent  " + sent);
    }
    System.out.println("spring: " + policies.size() + " policies, " + failures + " differ");
    System.exit(failures == 0 && !policies.isEmpty() ? 0 : 1);
  }
}
