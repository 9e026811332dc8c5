namespace FlowerInfra;

/// <summary>
/// Renders the module with the tasks that Flower knows by name only: the applications' code isn't in its image, and it answers
/// 404 for a task that its own process doesn't know.
/// </summary>
internal static class TaskStubs
{
    /// <summary>The module's name, which Celery's setting <c>imports</c> lists.</summary>
    public const string Module = "flower_tasks";

    /// <summary>Renders the file.</summary>
    /// <param name="names">The tasks' names.</param>
    /// <returns>Python source, ending in one line break. The same names, in any order, give the same bytes.</returns>
    // A module of its own: where celeryconfig.py is read while Celery completes its tasks, a task in it waits for itself.
    // Celery compares the arguments of a call with those of the function, so that it has to take any.
    public static string Render(IEnumerable<string> names) => $"""
        # The tasks that Flower controls by name. Generated, never edited.
        from celery import shared_task


        def _stub(*args, **kwargs):
            raise NotImplementedError


        for _name in [
            {string.Join(",\n    ", names.Order(StringComparer.Ordinal).Select(PythonLiteral.Of))},
        ]:
            shared_task(name=_name)(_stub)

        """.ReplaceLineEndings("\n");
}
