namespace FlowerInfra;

/// <summary>
/// The Python function that lets SIGTERM save Flower's state whatever its threads wait for. Flower saves in an exit function,
/// and Python calls these only when all threads have ended: one that waits for a task's result, or for a broker that takes
/// the connection and never answers the TLS handshake (measured: amqps waits for ever), would keep the state from being
/// saved until the kubelet's SIGKILL loses it.
/// </summary>
internal static class StateAtExit
{
    // Python's own hook for what comes before the threads' end has no public name; without it the order is as it was.
    // Callbacks run in reverse order, so that the module of the pool's threads has to have registered its own before.
    public const string Python = """
        def _save_first():
            import atexit
            import concurrent.futures.thread
            import faulthandler
            import threading

            def end():
                atexit._run_exitfuncs()
                faulthandler.dump_traceback_later(10, exit=True)

            if hasattr(threading, "_register_atexit"):
                threading._register_atexit(end)


        _save_first()
        """;
}
