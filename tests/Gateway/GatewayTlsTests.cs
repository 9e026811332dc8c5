using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using NUnit.Framework;

namespace FlowerInfra.Tests.Gateway;

internal sealed class GatewayTlsTests
{
    private LiveGateway _gateway = null!;

    [OneTimeSetUp]
    public void Start() => _gateway = LiveGateway.Start(LiveGateway.SettingsFor());

    [OneTimeTearDown]
    public void Stop() => _gateway.Dispose();

    [TestCase(SslProtocols.Tls12)]
    [TestCase(SslProtocols.Tls13)]
    public void Current_versions_of_TLS_are_spoken(SslProtocols version)
    {
        using var client = new TcpClient(IPAddress.Loopback.ToString(), _gateway.Settings.HttpsPort);
        using var tls = new SslStream(client.GetStream());
        tls.AuthenticateAsClient(new SslClientAuthenticationOptions
        {
            TargetHost = "",
            EnabledSslProtocols = version,
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == $"CN={LiveGateway.Host}",
        });

        Assert.That(tls.SslProtocol, Is.EqualTo(version));
    }

    // The answer is a fatal alert "protocol version"; a server that spoke the version would answer with a handshake record.
    [TestCase(0x01, "TLS 1.0")]
    [TestCase(0x02, "TLS 1.1")]
    public void Old_versions_of_TLS_are_refused(int minor, string version)
    {
        var answer = ClientHello.AnswerTo(_gateway.Settings.HttpsPort, (byte)minor, ClientHello.OldSuites);

        Assert.That((answer[0], answer[5], answer[6]), Is.EqualTo(((byte)21, (byte)2, (byte)70)), version);
    }

    [Test]
    public void Current_suites_are_accepted_old_ones_refused_and_no_session_ticket_is_promised()
    {
        var current = ClientHello.AnswerTo(_gateway.Settings.HttpsPort, 3, ClientHello.CurrentSuites);
        var old = ClientHello.AnswerTo(_gateway.Settings.HttpsPort, 3, ClientHello.OldSuites);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(ClientHello.IsAccepted(current), Is.True);
            Assert.That(ClientHello.PromisesTicket(current), Is.False);
            Assert.That(ClientHello.IsAccepted(old), Is.False);
        }
    }

    // The load balancer comes over IPv6 where its ranges say so.
    [Test]
    public void IPv6_is_listened_to_where_the_load_balancer_has_a_range_of_it()
    {
        Assert.That(CidrBlock.TryParse("fd00:10::/64", out var range, out _), Is.True);
        using var both = LiveGateway.Start(LiveGateway.SettingsFor() with { TrustedProxies = [range!] });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Accepts(both, IPAddress.Loopback), Is.True);
            Assert.That(Accepts(both, IPAddress.IPv6Loopback), Is.True);
            Assert.That(Accepts(_gateway, IPAddress.IPv6Loopback), Is.False);
        }
    }

    [Test]
    public void Plain_HTTP_is_not_served()
    {
        using var client = new TcpClient(IPAddress.Loopback.ToString(), _gateway.Settings.HttpsPort);
        client.GetStream().Write("GET /flower/workers HTTP/1.1\r\nHost: flower.example.internal\r\nConnection: close\r\n\r\n"u8);
        using var reader = new StreamReader(client.GetStream());

        Assert.That(reader.ReadToEnd(), Does.StartWith("HTTP/1.1 400"));
        Assert.That(_gateway.Upstream.Take(), Is.Empty);
    }

    private static bool Accepts(LiveGateway gateway, IPAddress address)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(address, gateway.Settings.HttpsPort);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
