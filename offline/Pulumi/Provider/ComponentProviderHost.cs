using System.Reflection;

namespace Pulumi.Experimental.Provider;

public static class ComponentProviderHost
{
    public static Task Serve(string[] args, Assembly? componentAssembly = null, string? packageName = null)
    {
        Console.Error.WriteLine(
            "This is the offline SDK: it previews and tests, it cannot serve components to other languages. "
            + "Serving takes the official Pulumi packages: run `pulumi package add`, or build with -c Release.");
        Environment.ExitCode = 1;
        return Task.CompletedTask;
    }
}
