package dev.homeport.http;

import java.util.List;

/** Several observers as one. */
record JoinedObservers(List<HttpObserver> observers) implements HttpObserver {

    @Override
    public void answered(Exchange exchange) {
        for (HttpObserver observer : observers) observer.answered(exchange);
    }

    @Override
    public void failed(Request request, Throwable failure) {
        for (HttpObserver observer : observers) observer.failed(request, failure);
    }

    @Override
    public void connections(int change) {
        for (HttpObserver observer : observers) observer.connections(change);
    }

    @Override
    public void turnedAway() {
        for (HttpObserver observer : observers) observer.turnedAway();
    }

    @Override
    public void broken(Throwable failure) {
        for (HttpObserver observer : observers) observer.broken(failure);
    }
}
