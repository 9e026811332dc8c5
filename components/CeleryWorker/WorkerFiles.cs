namespace FlowerInfra;

/// <summary>The files of a worker's pod besides its image: Celery's configuration, its secrets and what tells its health.</summary>
internal static class WorkerFiles
{
    /// <summary>The directory of the configuration, first on Python's path.</summary>
    public const string Directory = "/etc/celery/config";

    /// <summary>The directory of the secrets.</summary>
    public const string SecretsDirectory = "/etc/celery/secrets";

    /// <summary>Celery's configuration.</summary>
    public const string Configuration = "celeryconfig.py";

    /// <summary>The module with the worker's further steps.</summary>
    public const string StepsModule = "celery_steps";

    /// <summary>The program that the probes run.</summary>
    public const string Probe = "celery_probe.py";

    /// <summary>The certificate authority that signs the broker's certificate, where one is given; in <see cref="Directory"/>.</summary>
    public const string BrokerAuthority = "broker-ca.pem";

    private const string BeatFile = "/tmp/celery-worker-beat";

    /// <summary>
    /// The steps that a worker takes besides its own. One touches a file as long as the worker's loop turns and its connection to the
    /// broker stands; asking workers through the broker would restart all of them when it is away. The other loses no message when
    /// a worker stops: kombu asks Redis for the next one and closes the connection without looking at the answer. Measured with kombu
    /// 5.2.4: the first message that is sent while a worker stops is lost.
    /// </summary>
    /// <param name="beatFile">The file.</param>
    public static string RenderSteps(string beatFile = BeatFile) => $$"""
        # Further steps of a worker. Generated, never edited.
        import os
        import pathlib
        import queue

        from celery import bootsteps, current_app


        class Beat(bootsteps.StartStopStep):
            # The last steps of a consumer's start; all stop, the last first, when it ends and when the connection is lost.
            requires = {"celery.worker.consumer.tasks:Tasks"}
            timer = None

            def start(self, consumer):
                self._touch()
                self.timer = consumer.timer.call_repeatedly(5, self._touch)

            def stop(self, consumer):
                if self.timer:
                    self.timer.cancel()
                    self.timer = None
                try:
                    os.unlink({{PythonLiteral.Of(beatFile)}})
                except FileNotFoundError:
                    pass

            def _touch(self):
                pathlib.Path({{PythonLiteral.Of(beatFile)}}).touch()


        class LastAnswer(bootsteps.StartStopStep):
            requires = {"celery.worker.consumer.tasks:Tasks"}

            def stop(self, consumer):
                channel = getattr(consumer.task_consumer, "channel", None)
                # Redis answers within a second; other transports know no such question.
                if getattr(channel, "_in_poll", None):
                    try:
                        channel._brpop_read()
                    except (queue.Empty, OSError, *consumer.connection_errors):
                        pass


        current_app.steps["consumer"].update((Beat, LastAnswer))

        """.ReplaceLineEndings("\n");

    /// <summary>
    /// The program of the probes. A worker is ready while it consumes. It hangs when it doesn't although the broker can be reached:
    /// the broker's outage restarts nobody.
    /// </summary>
    /// <param name="beatFile">The file that the worker touches.</param>
    /// <param name="secretsDirectory">The directory of the secrets.</param>
    public static string RenderProbe(string beatFile = BeatFile, string secretsDirectory = SecretsDirectory) => $$"""
        # Run by the pod's probes: "ready" or "live". Generated, never edited.
        import os
        import socket
        import sys
        import time
        from urllib.parse import urlsplit


        def consumes():
            try:
                return time.time() - os.stat({{PythonLiteral.Of(beatFile)}}).st_mtime < 60
            except FileNotFoundError:
                return False


        def answers():
            try:
                with open({{PythonLiteral.Of($"{secretsDirectory}/{FlowerSecretFiles.BrokerUrl}")}}, encoding="ascii") as file:
                    url = urlsplit(file.read().strip())
                port = url.port or {"amqps": 5671, "amqp": 5672}.get(url.scheme, 6379)
                socket.create_connection((url.hostname, port), timeout=3).close()
            except (OSError, ValueError):
                return False
            return True


        sys.exit(0 if consumes() or (sys.argv[1] == "live" and not answers()) else 1)

        """.ReplaceLineEndings("\n");
}
