/// The contract of `/v1/shows/{show}/live` for machines, served at `/asyncapi.json`.
package enum AsyncAPIDocument {
    /// AsyncAPI 3.0.
    package static let json = #"""
        {
          "asyncapi": "3.0.0",
          "info": {
            "title": "SeatGrid live seats",
            "version": "1",
            "description": "Every change of a show's seats, as WebSocket (subprotocol seatgrid.v1.json or seatgrid.v1.bin, permessage-deflate if asked for) or, with Accept: text/event-stream, as server-sent events with the same JSON as data and the version as id. A client at version s applies a delta only if f == s + 1; the server never leaves a gap: it sends the missing deltas, or a snapshot. The server sends welcome at once and then waits 250 ms for a hello; a hello without after, and silence, mean a snapshot. A hello that comes later is served again in the same way. The binary form is described in docs/LIVE.md.",
            "license": {"name": "Apache-2.0"}
          },
          "defaultContentType": "application/json",
          "servers": {
            "node": {"host": "{host}", "protocol": "ws", "variables": {"host": {"default": "127.0.0.1:8080"}}}
          },
          "channels": {
            "live": {
              "address": "/v1/shows/{show}/live",
              "servers": [{"$ref": "#/servers/node"}],
              "parameters": {"show": {"description": "The show's id."}},
              "messages": {
                "hello": {"$ref": "#/components/messages/hello"},
                "ping": {"$ref": "#/components/messages/ping"},
                "welcome": {"$ref": "#/components/messages/welcome"},
                "snap": {"$ref": "#/components/messages/snap"},
                "delta": {"$ref": "#/components/messages/delta"},
                "show": {"$ref": "#/components/messages/show"},
                "bye": {"$ref": "#/components/messages/bye"},
                "pong": {"$ref": "#/components/messages/pong"}
              },
              "bindings": {
                "ws": {
                  "method": "GET",
                  "headers": {
                    "type": "object",
                    "properties": {
                      "Sec-WebSocket-Protocol": {"type": "string", "enum": ["seatgrid.v1.json", "seatgrid.v1.bin"]}
                    }
                  }
                }
              },
              "x-close-codes": {
                "1001": "no sign of life for two heartbeats",
                "1009": "message over 4 KiB",
                "1012": "the node restarts; come back after retry_after_ms",
                "4400": "bad or unknown message",
                "4401": "token missing or out of date",
                "4404": "no such show",
                "4408": "too slow for the third time",
                "4429": "too many viewers, or too many messages"
              }
            }
          },
          "operations": {
            "watch": {
              "action": "send",
              "summary": "What the server tells.",
              "channel": {"$ref": "#/channels/live"},
              "messages": [
                {"$ref": "#/channels/live/messages/welcome"},
                {"$ref": "#/channels/live/messages/snap"},
                {"$ref": "#/channels/live/messages/delta"},
                {"$ref": "#/channels/live/messages/show"},
                {"$ref": "#/channels/live/messages/bye"},
                {"$ref": "#/channels/live/messages/pong"}
              ]
            },
            "ask": {
              "action": "receive",
              "summary": "What a client may say; at most 60 messages in 15 s.",
              "channel": {"$ref": "#/channels/live"},
              "messages": [
                {"$ref": "#/channels/live/messages/hello"},
                {"$ref": "#/channels/live/messages/ping"}
              ]
            }
          },
          "components": {
            "messages": {
              "hello": {
                "summary": "Where the client stands. Without after: from the beginning.",
                "payload": {
                  "type": "object", "additionalProperties": false, "required": ["t"],
                  "properties": {"t": {"const": "hello"}, "after": {"oneOf": [{"$ref": "#/components/schemas/seq"}, {"type": "null"}]}}
                },
                "examples": [{"payload": {"t": "hello", "after": 41207}}]
              },
              "ping": {
                "summary": "Asks for a pong.",
                "payload": {"type": "object", "additionalProperties": false, "required": ["t"], "properties": {"t": {"const": "ping"}}},
                "examples": [{"payload": {"t": "ping"}}]
              },
              "pong": {
                "summary": "Answers a ping.",
                "payload": {"type": "object", "required": ["t"], "properties": {"t": {"const": "pong"}}},
                "examples": [{"payload": {"t": "pong"}}]
              },
              "welcome": {
                "summary": "First message: the newest version, and how often the server shows a sign of life.",
                "payload": {
                  "type": "object", "required": ["t", "seq", "heartbeat_ms"],
                  "properties": {"t": {"const": "welcome"}, "seq": {"$ref": "#/components/schemas/seq"}, "heartbeat_ms": {"type": "integer"}}
                },
                "examples": [{"payload": {"t": "welcome", "seq": 41211, "heartbeat_ms": 15000}}]
              },
              "snap": {
                "summary": "All seats at version seq; replaces whatever the client has.",
                "payload": {
                  "type": "object", "required": ["t", "seq", "states"],
                  "properties": {
                    "t": {"const": "snap"}, "seq": {"$ref": "#/components/schemas/seq"},
                    "states": {"type": "string", "contentEncoding": "base64", "description": "2 bits a seat, seat i in bits 2(i%4) to 2(i%4)+1 of byte i/4: 0 free, 1 held, 2 booked, 3 blocked."}
                  }
                },
                "examples": [{"payload": {"t": "snap", "seq": 41211, "states": "AQAC"}}]
              },
              "delta": {
                "summary": "What versions f to n changed; each seat once.",
                "payload": {
                  "type": "object", "required": ["t", "f", "n", "c"],
                  "properties": {
                    "t": {"const": "d"}, "f": {"$ref": "#/components/schemas/seq"}, "n": {"$ref": "#/components/schemas/seq"},
                    "c": {"type": "array", "items": {"type": "array", "prefixItems": [{"type": "integer", "minimum": 0}, {"type": "integer", "minimum": 0, "maximum": 3}], "minItems": 2, "maxItems": 2}}
                  }
                },
                "examples": [{"payload": {"t": "d", "f": 41208, "n": 41211, "c": [[317, 1], [318, 1]]}}]
              },
              "show": {
                "summary": "The show's state changed. Also sent after the first snapshot of a show that is not on sale.",
                "payload": {
                  "type": "object", "required": ["t", "state"],
                  "properties": {"t": {"const": "show"}, "state": {"enum": ["scheduled", "on_sale", "closed", "cancelled"]}}
                },
                "examples": [{"payload": {"t": "show", "state": "closed"}}]
              },
              "bye": {
                "summary": "The server closes now; come back after retry_after_ms, if it is given.",
                "payload": {
                  "type": "object", "required": ["t", "reason"],
                  "properties": {"t": {"const": "bye"}, "reason": {"type": "string"}, "retry_after_ms": {"type": "integer"}}
                },
                "examples": [{"payload": {"t": "bye", "reason": "restart", "retry_after_ms": 800}}]
              }
            },
            "schemas": {
              "seq": {"type": "integer", "minimum": 0, "description": "The show's version: +1 an event, no gap."}
            }
          }
        }
        """#
}
