/// The demo's films, all invented: the rest.
enum DemoMovies2 {
    static let json = #"""
        [
          {"id":"film-16","title":"Rukmini vs the State","languages":["hi","kn"],"formats":["2D"],
           "certificate":"UA","genres":["courtroom","drama"],"duration_min":143,"popularity":63,
           "synopsis":"A village accountant sues over nine missing rupees, and a government \#
        starts to shake."},
          {"id":"film-17","title":"Thunder Ghats","languages":["ml","hi","ta","te"],
           "formats":["2D","IMAX","4DX"],
           "certificate":"UA","genres":["action","thriller"],"duration_min":149,"popularity":88,
           "synopsis":"Two truck drivers race a landslide, a gang and each other down forty \#
        hairpin bends."},
          {"id":"film-18","title":"Ammamma's Kitchen","languages":["te"],"formats":["2D"],
           "certificate":"U","genres":["family","comedy"],"duration_min":125,"popularity":43,
           "synopsis":"When grandmother stops cooking, a house of twenty-three has to learn \#
        to talk."},
          {"id":"film-19","title":"The Quiet Over","languages":["en","hi","mr"],"formats":["2D"],
           "certificate":"U","genres":["sports","drama"],"duration_min":136,"popularity":69,
           "synopsis":"The umpire who gave the wrong decision thirty years ago gets the \#
        same match again."},
          {"id":"film-20","title":"Dakini","languages":["bn","hi"],"formats":["2D"],
           "certificate":"A","genres":["horror"],"duration_min":108,"popularity":47,
           "synopsis":"A sound engineer records an empty house in Shantiniketan; the house \#
        answers."},
          {"id":"film-21","title":"Pathar Ke Phool","languages":["hi","pa"],"formats":["2D"],
           "certificate":"UA","genres":["romance","drama"],"duration_min":133,"popularity":50,
           "synopsis":"A quarry engineer and a poet write letters through a hole in a \#
        wall."},
          {"id":"film-22","title":"Kadal Raja","languages":["ta","ml"],"formats":["2D","3D"],
           "certificate":"UA","genres":["adventure","fantasy"],"duration_min":140,"popularity":64,
           "synopsis":"A pearl diver finds the door that his grandmother's lullaby was \#
        about."},
          {"id":"film-23","title":"Local 8.47","languages":["mr","hi"],"formats":["2D"],
           "certificate":"UA","genres":["thriller"],"duration_min":104,"popularity":58,
           "synopsis":"Every morning the same carriage, the same faces. Today one face is \#
        new and nobody gets off."},
          {"id":"film-24","title":"Little Nawab","languages":["hi","en"],"formats":["2D","3D"],
           "certificate":"U","genres":["animation","family"],"duration_min":98,"popularity":70,
           "synopsis":"A kitten of noble manners must survive one day in the lanes of old \#
        Lucknow."},
          {"id":"film-25","title":"Orbit 13","languages":["en","hi","ta","te"],
           "formats":["2D","3D","IMAX","4DX"],
           "certificate":"UA","genres":["science_fiction","thriller"],
           "duration_min":141,"popularity":92,
           "synopsis":"Thirteen strangers wake up on a space station that is registered to \#
        a shop in Surat."},
          {"id":"film-26","title":"Sandalwood Express","languages":["kn"],"formats":["2D"],
           "certificate":"U","genres":["adventure","family"],"duration_min":119,"popularity":44,
           "synopsis":"A forest guard and eleven schoolchildren take the slow train into \#
        the sandalwood hills."},
          {"id":"film-27","title":"Sambalpuri Nights","languages":["or","hi"],"formats":["2D"],
           "certificate":"U","genres":["music","romance"],"duration_min":122,"popularity":40,
           "synopsis":"A weaver of Bargarh falls for the drummer whose rhythm she has been \#
        weaving all along."},
          {"id":"film-28","title":"Section 144","languages":["hi","te","kn"],"formats":["2D"],
           "certificate":"A","genres":["political","thriller"],"duration_min":138,"popularity":62,
           "synopsis":"Six hours of curfew, one missing ballot box, and a constable with a \#
        conscience."},
          {"id":"film-29","title":"The Tiger Count","languages":["en","hi"],
           "formats":["2D","IMAX"],
           "certificate":"U","genres":["documentary"],"duration_min":102,"popularity":36,
           "synopsis":"Four friends walk six hundred kilometres to count an animal that \#
        will not be counted."},
          {"id":"film-30","title":"Mukhauta","languages":["hi","gu"],"formats":["2D"],
           "certificate":"UA","genres":["mystery","drama"],"duration_min":130,"popularity":53,
           "synopsis":"At a mask festival in Kutch a man sees his own face, sold as an \#
        antique."}
        ]
        """#
}
