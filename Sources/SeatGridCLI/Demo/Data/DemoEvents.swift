/// What the demo's arena puts on, with prices by tier in paise.
enum DemoEvents {
    static let json = #"""
        [
          {"id":"live-01","title":"Raga Under the Stars","languages":["hi","en"],
           "formats":["Live"],
           "certificate":"U","genres":["music"],"duration_min":165,"popularity":50,
           "synopsis":"Sitar, sarod and two hundred strings in one night by the sea.",
           "prices":{"upper":149900,"lower":349900,"floor":799900}},
          {"id":"live-02","title":"Laugh Sagar","languages":["hi","mr","en"],"formats":["Live"],
           "certificate":"A","genres":["comedy"],"duration_min":120,"popularity":50,
           "synopsis":"Nine comedians, one stage, no safe seat in the front row.",
           "prices":{"upper":79900,"lower":149900,"floor":299900}}
        ]
        """#
}
