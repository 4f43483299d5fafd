package org.thermargin.margin;

import java.util.Arrays;

/** Nodes of cells that wait for their turn in a search, the smallest key first, of equal keys the one that came first. */
final class BoxQueue {
    private double[] keys = new double[256];
    private int[] serials = new int[256];
    private int[] nodes = new int[256];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    /** Key of the first. */
    double key() {
        return keys[0];
    }

    /** Number by which the first was offered. */
    int serial() {
        return serials[0];
    }

    /** Node of the first, as it was offered. */
    int node() {
        return nodes[0];
    }

    void offer(double key, int serial, int node) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
            serials = Arrays.copyOf(serials, 2 * size);
            nodes = Arrays.copyOf(nodes, 2 * size);
        }
        int n = size++;
        while (n > 0) {
            int parent = (n - 1) >> 1;
            if (!isBefore(key, serial, parent)) {
                break;
            }
            move(parent, n);
            n = parent;
        }
        put(n, key, serial, node);
    }

    void removeFirst() {
        size--;
        double key = keys[size];
        int serial = serials[size];
        int node = nodes[size];
        int n = 0;
        while (2 * n + 1 < size) {
            int child = 2 * n + 1;
            if (child + 1 < size && isBefore(keys[child + 1], serials[child + 1], child)) {
                child++;
            }
            if (isBefore(key, serial, child)) {
                break;
            }
            move(child, n);
            n = child;
        }
        put(n, key, serial, node);
    }

    private boolean isBefore(double key, int serial, int place) {
        return key < keys[place] || (key == keys[place] && serial < serials[place]);
    }

    private void move(int from, int to) {
        put(to, keys[from], serials[from], nodes[from]);
    }

    private void put(int place, double key, int serial, int node) {
        keys[place] = key;
        serials[place] = serial;
        nodes[place] = node;
    }
}
