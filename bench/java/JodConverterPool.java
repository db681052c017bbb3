import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jodconverter.core.office.OfficeManager;
import org.jodconverter.local.LocalConverter;
import org.jodconverter.local.office.LocalOfficeManager;

/**
 * JODConverter's pool as a program: prints "ready", then reads a line for each document (number, URL of the source, URL
 * of the result, separated by tabs) and answers with number, tab and "ok" or an error.
 *
 * <p>Arguments: LibreOffice's folder, a template profile, a work folder, the ports of the pool separated by
 * commas, then every PDF option as name, type and value.
 */
class JodConverterPool {
  public static void main(String[] args) throws Exception {
    int[] ports = java.util.Arrays.stream(args[3].split(",")).mapToInt(Integer::parseInt).toArray();
    OfficeManager manager =
        LocalOfficeManager.builder()
            .officeHome(args[0])
            .templateProfileDir(args[1])
            .workingDir(args[2])
            .portNumbers(ports)
            .taskExecutionTimeout(120_000L)
            .taskQueueTimeout(180_000L)
            .build();
    manager.start();
    LocalConverter converter =
        LocalConverter.builder().officeManager(manager).storeProperty("FilterData", options(args)).build();
    ExecutorService slots = Executors.newFixedThreadPool(ports.length);
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
    System.out.println("ready");
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] fields = line.split("\t");
      slots.execute(() -> System.out.println(fields[0] + "\t" + convert(converter, fields)));
    }
    slots.shutdown();
    manager.stop();
  }

  static String convert(LocalConverter converter, String[] fields) {
    try {
      converter.convert(new File(URI.create(fields[1]))).to(new File(URI.create(fields[2]))).execute();
      return "ok";
    } catch (Exception problem) {
      return String.valueOf(problem.getMessage()).replaceAll("\\s+", " ");
    }
  }

  static Map<String, Object> options(String[] args) {
    Map<String, Object> options = new HashMap<>();
    for (int next = 4; next + 2 < args.length; next += 3) options.put(args[next], value(args[next + 1], args[next + 2]));
    return options;
  }

  static Object value(String type, String value) {
    if (type.equals("boolean")) return Boolean.valueOf(value);
    return type.equals("long") ? (Object) Integer.valueOf(value) : value;
  }
}
