extension OpenAPI {
    /// What the paths refer to, besides schemas.
    static let parts = #"""
        "parameters": {
            "city": {"name":"city","in":"path","required":true,"schema":{"type":"string","pattern":"^[A-Za-z0-9_-]{1,64}$"},"description":"A city's id."},
            "movie": {"name":"movie","in":"path","required":true,"schema":{"type":"string","pattern":"^[A-Za-z0-9_-]{1,64}$"},"description":"A movie's id."},
            "show": {"name":"show","in":"path","required":true,"schema":{"type":"string","pattern":"^[A-Za-z0-9_-]{1,64}$"},"description":"A show's id."},
            "hold": {"name":"hold","in":"path","required":true,"schema":{"type":"string"},"description":"A hold's id, its owner's capability."},
            "booking": {"name":"booking","in":"path","required":true,"schema":{"type":"string"},"description":"A booking's id."},
            "order": {"name":"order","in":"path","required":true,"schema":{"type":"string"},"description":"An order's id."},
            "layout": {"name":"layout","in":"path","required":true,"schema":{"type":"string"},"description":"A layout's id."},
            "id": {"name":"id","in":"path","required":true,"schema":{"type":"string","pattern":"^[A-Za-z0-9_-]{1,64}$"},"description":"The entry's id."},
            "seat": {"name":"seat","in":"path","required":true,"schema":{"type":"string"},"description":"A seat's label."},
            "code": {"name":"code","in":"path","required":true,"schema":{"type":"string"},"description":"A problem's code."},
            "limit": {"name":"limit","in":"query","required":false,"schema":{"type":"integer","minimum":1,"maximum":100,"default":20},"description":"Entries a page."},
            "after": {"name":"after","in":"query","required":false,"schema":{"type":"string"},"description":"The cursor next of the page before."},
            "date": {"name":"date","in":"query","required":false,"schema":{"type":"string","format":"date"},"description":"A day in the city's own time."},
            "cityQuery": {"name":"city","in":"query","required":false,"schema":{"type":"string","pattern":"^[A-Za-z0-9_-]{1,64}$"},"description":"Only venues of this city."},
            "format": {"name":"format","in":"query","required":false,"schema":{"enum":["list"]},"description":"list: labels of all seats that are not free."},
            "verbose": {"name":"verbose","in":"query","required":false,"schema":{"type":"string"},"description":"With every check.","allowEmptyValue":true},
            "idempotencyKey": {"name":"Idempotency-Key","in":"header","required":false,"schema":{"type":"string","minLength":1,"maxLength":257},"description":"1 to 255 printable ASCII characters, quoted or bare: a repeat gets the first answer."},
            "ifNoneMatch": {"name":"If-None-Match","in":"header","required":false,"schema":{"type":"string"},"description":"The ETag that is known."}
        },
        "headers": {
            "RequestId": {"schema":{"type":"string"},"description":"The request's own, or made here."},
            "ETag": {"schema":{"type":"string"},"description":"The version, quoted."},
            "Replayed": {"schema":{"const":"true"},"description":"There if this is the first answer again."}
        },
        "responses": {
            "E400": {"description":"Malformed or against the schema.","headers":{"X-Request-Id":{"$ref":"#/components/headers/RequestId"}},"content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"}}}},
            "E401": {"description":"No key, or an unknown one.","headers":{"X-Request-Id":{"$ref":"#/components/headers/RequestId"}},"content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"}}}},
            "E403": {"description":"The key lacks the right.","headers":{"X-Request-Id":{"$ref":"#/components/headers/RequestId"}},"content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"}}}},
            "E404": {"description":"No such thing, or somebody else's.","headers":{"X-Request-Id":{"$ref":"#/components/headers/RequestId"}},"content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"}}}},
            "E405": {"description":"Wrong method; see Allow.","headers":{"X-Request-Id":{"$ref":"#/components/headers/RequestId"},"Allow":{"schema":{"type":"string"},"description":"The methods there are."}},"content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"}}}},
            "E408": {"description":"It came too slowly.","headers":{"X-Request-Id":{"$ref":"#/components/headers/RequestId"}},"content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"}}}},
            "E409": {"description":"It conflicts with the state.","headers":{"X-Request-Id":{"$ref":"#/components/headers/RequestId"}},"content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"}}}},
            "E410": {"description":"The show is not on sale.","headers":{"X-Request-Id":{"$ref":"#/components/headers/RequestId"}},"content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"}}}},
            "E413": {"description":"The body is too large.","headers":{"X-Request-Id":{"$ref":"#/components/headers/RequestId"}},"content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"}}}},
            "E415": {"description":"The body is not JSON.","headers":{"X-Request-Id":{"$ref":"#/components/headers/RequestId"}},"content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"}}}},
            "E422": {"description":"A rule or a reused Idempotency-Key.","headers":{"X-Request-Id":{"$ref":"#/components/headers/RequestId"}},"content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"}}}},
            "E426": {"description":"Only WebSocket or server-sent events.","headers":{"X-Request-Id":{"$ref":"#/components/headers/RequestId"}},"content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"}}}},
            "E429": {"description":"Too many; see Retry-After.","headers":{"X-Request-Id":{"$ref":"#/components/headers/RequestId"},"Retry-After":{"schema":{"type":"integer"},"description":"Seconds."}},"content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"}}}},
            "E431": {"description":"The header is too large.","headers":{"X-Request-Id":{"$ref":"#/components/headers/RequestId"}},"content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"}}}},
            "E503": {"description":"Not now; see Retry-After.","headers":{"X-Request-Id":{"$ref":"#/components/headers/RequestId"},"Retry-After":{"schema":{"type":"integer"},"description":"Seconds."}},"content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"}}}}
        },
        "securitySchemes": {
            "key": {"type":"http","scheme":"bearer"}
        }
        """#
}
