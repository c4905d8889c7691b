import Foundation
import Testing

@testable import Gateway

/// Vectors that Razorpay's own client takes, too: Tests/Razorpay/conformance.py.
@Suite struct RazorpaySignatureTests {
    struct Golden: Decodable {
        struct Checkout: Decodable {
            let secret, order, payment, signature: String
        }
        struct Webhook: Decodable {
            let secret, body, signature: String
        }
        let checkout: [Checkout]
        let webhook: [Webhook]
    }

    static func golden() throws -> Golden {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Golden/razorpay-signatures.json")
        return try JSONDecoder().decode(Golden.self, from: Data(contentsOf: file))
    }

    @Test func `what we sign, Razorpay's client takes`() throws {
        let golden = try Self.golden()
        #expect(golden.checkout.count == 4 && golden.webhook.count == 4)
        for test in golden.checkout {
            let secret = try #require(Secret(test.secret.utf8))
            let made = RazorpaySignature.ofCheckout(
                order: test.order,
                payment: test.payment,
                secret: secret
            )
            #expect(made == test.signature)
        }
        for test in golden.webhook {
            let secret = try #require(Secret(test.secret.utf8))
            #expect(
                RazorpaySignature.ofWebhook(Array(test.body.utf8), secret: secret)
                    == test.signature
            )
        }
    }

    @Test func `what Razorpay signs is taken, and nothing beside it`() throws {
        for test in try Self.golden().checkout {
            let secret = try #require(Secret(test.secret.utf8))
            let other = try #require(Secret((test.secret + "x").utf8))
            let check = { (signature: String, order: String, payment: String, secret: Secret) in
                RazorpaySignature.isCheckout(
                    signature,
                    order: order,
                    payment: payment,
                    secret: secret
                )
            }
            #expect(check(test.signature, test.order, test.payment, secret))
            #expect(!check(test.signature, test.order, test.payment, other))
            #expect(!check(test.signature, test.payment, test.order, secret))
            #expect(!check(test.signature, test.order + "0", test.payment, secret))
            #expect(!check(test.signature.uppercased(), test.order, test.payment, secret))
            #expect(!check(String(test.signature.dropLast()), test.order, test.payment, secret))
            #expect(!check(test.signature + "0", test.order, test.payment, secret))
            #expect(!check("", test.order, test.payment, secret))
            #expect(!check(String(repeating: "0", count: 64), test.order, test.payment, secret))
        }
        for test in try Self.golden().webhook {
            let secret = try #require(Secret(test.secret.utf8))
            let body = Array(test.body.utf8)
            #expect(RazorpaySignature.isWebhook(test.signature, body: body, secret: secret))
            let changed = body + [0x20]
            #expect(!RazorpaySignature.isWebhook(test.signature, body: changed, secret: secret))
        }
    }

    @Test func `a bar in an id can't move from one to the other`() throws {
        let secret = try #require(Secret("s".utf8))
        let signature = RazorpaySignature.ofCheckout(order: "a|b", payment: "c", secret: secret)
        #expect(
            !RazorpaySignature.isCheckout(signature, order: "a", payment: "b|c", secret: secret)
        )
        #expect(
            !RazorpaySignature.isCheckout(signature, order: "a|b", payment: "c", secret: secret)
        )
    }

    @Test func `one flipped bit anywhere spoils a signature`() throws {
        let secret = try #require(Secret("secret".utf8))
        let signature = RazorpaySignature.ofCheckout(order: "o", payment: "p", secret: secret)
        for index in signature.indices {
            for digit in "0123456789abcdef" where digit != signature[index] {
                var spoilt = signature
                spoilt.replaceSubrange(index...index, with: [digit])
                #expect(
                    !RazorpaySignature.isCheckout(spoilt, order: "o", payment: "p", secret: secret)
                )
            }
        }
    }
}
