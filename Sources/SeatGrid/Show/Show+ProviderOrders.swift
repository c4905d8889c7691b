extension Engine {
    /// Whose order the provider knows by that id, among the shows with orders that are not settled
    /// or were so lately; nil: nobody's there. O(such shows).
    package func place(
        ofProviderOrder id: String
    ) async -> (show: ShowID, order: OrderID)? {
        for loop in loops {
            let found: (ShowID, OrderID)? = await loop.onLoop { loop, done in
                done(loop.order(ofProvider: id))
            }
            if let found { return found }
        }
        return nil
    }
}

extension EngineLoop {
    fileprivate func order(ofProvider id: String) -> (ShowID, OrderID)? {
        for name in paying {
            guard let show = shows.active[name] else { continue }
            let order = show.assumeIsolated { show in
                show.state.orders.find(providerOrder: id).map { show.state.orders[$0].id }
            }
            if let order { return (name, order) }
        }
        return nil
    }
}
